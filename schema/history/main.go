// Reads the Go types of the Kubernetes API at every minor version and writes what each version has
// that another lacks: see README.md.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

const (
	first = 24
	last  = 36
	base  = 34
)

// Types that have a JSON form of their own.
var opaque = map[string]map[string]any{
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":             ref("io.k8s.apimachinery.pkg.apis.meta.v1.Time"),
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":        ref("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"),
	"k8s.io/apimachinery/pkg/apis/meta/v1.Duration":         {"type": "string"},
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":         ref("io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1"),
	"k8s.io/apimachinery/pkg/api/resource.Quantity":         ref("io.k8s.apimachinery.pkg.api.resource.Quantity"),
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString":       ref("io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
	"k8s.io/apimachinery/pkg/runtime.RawExtension":          ref("io.k8s.apimachinery.pkg.runtime.RawExtension"),
	"k8s.io/apimachinery/pkg/types.UID":                     {"type": "string"},
	"k8s.io/apimachinery/pkg/types.NodeName":                {"type": "string"},
	"k8s.io/apimachinery/pkg/types.NamespacedName":          {"type": "object"},
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON": ref("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"),
}

type property struct {
	schema   map[string]any
	required bool
	enum     []string
}

type definition struct {
	description string
	properties  map[string]*property
	kind        bool // a resource of its own
	namespaced  bool
	typed       string
}

type lifecycle struct{ introduced, deprecated, removed, replacement string }

type pkg struct {
	path  string
	files []*ast.File
	types map[string]*ast.TypeSpec
	docs  map[string]string
	enums map[string][]string
}

type version struct {
	minor       int
	packages    map[string]*pkg
	definitions map[string]*definition
	lifecycles  map[string]*lifecycle
}

func ref(name string) map[string]any { return map[string]any{"$ref": "#/definitions/" + name} }

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: history MODULES HISTORY OTHERS")
		os.Exit(2)
	}
	versions := []*version{}
	for minor := first; minor <= last; minor++ {
		versions = append(versions, read(os.Args[1], minor))
	}
	write(os.Args[2], os.Args[3], versions)
}

func read(modules string, minor int) *version {
	v := &version{minor, map[string]*pkg{}, map[string]*definition{}, map[string]*lifecycle{}}
	for _, module := range []string{"api", "apimachinery", "apiextensions-apiserver", "kube-aggregator"} {
		root := filepath.Join(modules, fmt.Sprintf("%s@v0.%d.0", module, minor))
		err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
			if err != nil {
				return err
			}
			if info.IsDir() && info.Name() == "testdata" {
				return filepath.SkipDir
			}
			relative, _ := filepath.Rel(root, filepath.Dir(path))
			name := info.Name()
			wanted := name == "types.go" || name == "well_known_labels.go" || strings.HasPrefix(name, "types_") && !strings.Contains(name, "swagger") ||
				name == "zz_generated.prerelease-lifecycle.go" || name == "micro_time.go" || name == "types_jsonschema.go"
			if info.IsDir() || !wanted || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			full := "k8s.io/" + module + "/" + filepath.ToSlash(relative)
			if !apiPackage(full) {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			if strings.Contains(name, "lifecycle") {
				v.lifecycle(full, file)
				return nil
			}
			p := v.packages[full]
			if p == nil {
				p = &pkg{full, nil, map[string]*ast.TypeSpec{}, map[string]string{}, map[string][]string{}}
				v.packages[full] = p
			}
			p.add(file)
			return nil
		})
		if err != nil {
			panic(err)
		}
	}
	for _, p := range v.packages {
		for name := range p.types {
			if structure, ok := p.types[name].Type.(*ast.StructType); ok && ast.IsExported(name) {
				v.define(p, name, structure)
			}
		}
	}
	return v
}

var versionName = regexp.MustCompile(`/v\d+((alpha|beta)\d+)?$`)

func apiPackage(path string) bool {
	return versionName.MatchString(path) && !strings.Contains(path, "/internal") &&
		(strings.HasPrefix(path, "k8s.io/api/") || strings.Contains(path, "/apis/apiextensions/v1") ||
			strings.Contains(path, "/apis/apiregistration/v1") || strings.HasSuffix(path, "/apis/meta/v1")) &&
		!strings.Contains(path, "k8s.io/api/admission/") && !strings.Contains(path, "imagepolicy") && !strings.Contains(path, "apidiscovery")
}

func (p *pkg) add(file *ast.File) {
	p.files = append(p.files, file)
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				p.types[s.Name.Name] = s
				doc := s.Doc
				if doc == nil {
					doc = general.Doc
				}
				// A marker may stand in a comment of its own above.
				text := doc.Text()
				if doc != nil {
					text = raw(doc)
					for _, group := range file.Comments {
						if group.End() < doc.Pos() && doc.Pos()-group.End() < 4 {
							text = raw(group) + "\n" + text
						}
					}
				}
				p.docs[s.Name.Name] = text
			case *ast.ValueSpec:
				if identifier, ok := s.Type.(*ast.Ident); ok && general.Tok == token.CONST {
					for _, value := range s.Values {
						if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
							text, _ := strconv.Unquote(literal.Value)
							p.enums[identifier.Name] = append(p.enums[identifier.Name], text)
						}
					}
				}
			}
		}
	}
}

func raw(group *ast.CommentGroup) string {
	lines := []string{}
	for _, comment := range group.List {
		text := strings.TrimPrefix(comment.Text, "//")
		lines = append(lines, strings.TrimPrefix(text, " "))
	}
	return strings.Join(lines, "\n")
}

var markers = regexp.MustCompile(`(?m)^\s*\+(\S+?)(?:=(.*))?$`)

// The text without markers, as the API publishes it.
func published(doc string) string {
	lines := []string{}
	for _, line := range strings.Split(doc, "\n") {
		trimmed := strings.TrimSpace(line)
		if trimmed == "---" {
			break
		}
		if strings.HasPrefix(trimmed, "+") || strings.HasPrefix(trimmed, "TODO") {
			continue
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	text := strings.TrimSpace(strings.Join(lines, "\n"))
	paragraphs := strings.Split(text, "\n\n")
	for i := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(paragraphs[i], "\n", " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

func marker(doc, name string) (string, bool) {
	value, found := "", false
	for _, match := range markers.FindAllStringSubmatch(doc, -1) {
		if match[1] == name || match[1] == "k8s:"+name {
			value, found = strings.Trim(match[2], "\""), true
		}
	}
	return value, found
}

func packageName(path string) string {
	path = strings.TrimPrefix(path, "k8s.io/")
	return "io.k8s." + strings.ReplaceAll(path, "/", ".")
}

func (v *version) define(p *pkg, name string, structure *ast.StructType) {
	d := &definition{properties: map[string]*property{}, description: published(p.docs[name])}
	_, d.kind = marker(p.docs[name], "genclient")
	_, cluster := marker(p.docs[name], "genclient:nonNamespaced")
	d.namespaced = !cluster
	v.fields(p, structure, d)
	v.definitions[packageName(p.path)+"."+name] = d
}

func (v *version) fields(p *pkg, structure *ast.StructType, d *definition) {
	for _, field := range structure.Fields.List {
		if field.Tag == nil {
			continue
		}
		text, _ := strconv.Unquote(field.Tag.Value)
		tag := reflect.StructTag(text)
		parts := strings.Split(tag.Get("json"), ",")
		options := strings.Join(parts[1:], ",")
		if parts[0] == "-" {
			continue
		}
		if parts[0] == "" {
			if strings.Contains(options, "inline") || len(field.Names) == 0 {
				v.inline(p, field.Type, d)
			}
			continue
		}
		doc := ""
		if field.Doc != nil {
			doc = raw(field.Doc)
		}
		schema, enum := v.schema(p, field.Type)
		copied := map[string]any{}
		for key, value := range schema {
			copied[key] = value
		}
		if text := published(doc); text != "" {
			copied["description"] = text
		}
		if value, ok := marker(doc, "listType"); ok {
			copied["x-kubernetes-list-type"] = value
		}
		keys := []string{}
		for _, match := range markers.FindAllStringSubmatch(doc, -1) {
			if match[1] == "listMapKey" || match[1] == "k8s:listMapKey" {
				key := strings.Trim(match[2], "\"")
				if len(keys) == 0 || keys[len(keys)-1] != key {
					keys = append(keys, key)
				}
			}
		}
		if len(keys) > 0 {
			copied["x-kubernetes-list-map-keys"] = keys
		}
		if key := tag.Get("patchMergeKey"); key != "" {
			copied["x-kubernetes-patch-merge-key"] = key
		}
		if strategy := tag.Get("patchStrategy"); strategy != "" {
			copied["x-kubernetes-patch-strategy"] = strategy
		}
		for _, kind := range []string{"mapType", "structType"} {
			if value, ok := marker(doc, kind); ok {
				copied["x-kubernetes-map-type"] = value
			}
		}
		_, optional := marker(doc, "optional")
		required := !optional && !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero")
		d.properties[parts[0]] = &property{copied, required, enum}
	}
}

func (v *version) inline(p *pkg, expression ast.Expr, d *definition) {
	path, name := p.resolve(expression)
	if name == "TypeMeta" {
		d.properties["apiVersion"] = &property{map[string]any{"type": "string", "description": "APIVersion defines the versioned schema of this representation of an object."}, false, nil}
		d.properties["kind"] = &property{map[string]any{"type": "string", "description": "Kind is a string value representing the REST resource this object represents."}, false, nil}
		return
	}
	other := v.packages[path]
	if other == nil {
		return
	}
	if spec := other.types[name]; spec != nil {
		if structure, ok := spec.Type.(*ast.StructType); ok {
			v.fields(other, structure, d)
		}
	}
}

// The package and the name of a type.
func (p *pkg) resolve(expression ast.Expr) (string, string) {
	switch e := expression.(type) {
	case *ast.StarExpr:
		return p.resolve(e.X)
	case *ast.Ident:
		return p.path, e.Name
	case *ast.SelectorExpr:
		alias := e.X.(*ast.Ident).Name
		for _, file := range p.files {
			for _, imported := range file.Imports {
				path, _ := strconv.Unquote(imported.Path.Value)
				name := filepath.Base(path)
				if imported.Name != nil {
					name = imported.Name.Name
				}
				if name == alias {
					return path, e.Sel.Name
				}
			}
		}
	}
	return "", ""
}

func (v *version) schema(p *pkg, expression ast.Expr) (map[string]any, []string) {
	switch e := expression.(type) {
	case *ast.StarExpr:
		return v.schema(p, e.X)
	case *ast.ArrayType:
		if identifier, ok := e.Elt.(*ast.Ident); ok && identifier.Name == "byte" {
			return map[string]any{"type": "string", "format": "byte"}, nil
		}
		items, enum := v.schema(p, e.Elt)
		return map[string]any{"type": "array", "items": withEnum(items, enum)}, nil
	case *ast.MapType:
		values, _ := v.schema(p, e.Value)
		return map[string]any{"type": "object", "additionalProperties": values}, nil
	case *ast.Ident:
		switch e.Name {
		case "string":
			return map[string]any{"type": "string"}, nil
		case "bool":
			return map[string]any{"type": "boolean"}, nil
		case "int", "int32", "uint32", "int16", "uint16", "int8", "uint8":
			return map[string]any{"type": "integer", "format": "int32"}, nil
		case "int64", "uint64":
			return map[string]any{"type": "integer", "format": "int64"}, nil
		case "float64", "float32":
			return map[string]any{"type": "number", "format": "double"}, nil
		case "any":
			return map[string]any{}, nil
		}
	case *ast.InterfaceType:
		return map[string]any{}, nil
	}
	path, name := p.resolve(expression)
	if known, ok := opaque[path+"."+name]; ok {
		return known, nil
	}
	other := v.packages[path]
	if other == nil || other.types[name] == nil {
		return map[string]any{"type": "string"}, nil
	}
	if structure, ok := other.types[name].Type.(*ast.StructType); ok {
		_ = structure
		return ref(packageName(path) + "." + name), nil
	}
	schema, _ := v.schema(other, other.types[name].Type)
	var enum []string
	if _, ok := marker(other.docs[name], "enum"); ok {
		enum = other.enums[name]
	}
	return schema, enum
}

func withEnum(schema map[string]any, enum []string) map[string]any {
	if len(enum) == 0 {
		return schema
	}
	sorted := append([]string{}, enum...)
	sort.Strings(sorted)
	copied := map[string]any{"enum": sorted}
	for key, value := range schema {
		copied[key] = value
	}
	return copied
}

func (v *version) lifecycle(path string, file *ast.File) {
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok || function.Recv == nil {
			continue
		}
		receiver := function.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name
		if strings.HasSuffix(receiver, "List") {
			continue
		}
		key := packageName(path) + "." + receiver
		known := v.lifecycles[key]
		if known == nil {
			known = &lifecycle{"-", "-", "-", "-"}
			v.lifecycles[key] = known
		}
		results := function.Body.List[0].(*ast.ReturnStmt).Results
		switch strings.TrimPrefix(function.Name.Name, "APILifecycle") {
		case "Introduced":
			known.introduced = release(results)
		case "Deprecated":
			known.deprecated = release(results)
		case "Removed":
			known.removed = release(results)
		case "Replacement":
			parts := map[string]string{}
			for _, element := range results[0].(*ast.CompositeLit).Elts {
				pair := element.(*ast.KeyValueExpr)
				parts[pair.Key.(*ast.Ident).Name], _ = strconv.Unquote(pair.Value.(*ast.BasicLit).Value)
			}
			known.replacement = strings.TrimPrefix(parts["Group"]+"/"+parts["Version"], "/") + ":" + parts["Kind"]
		}
	}
}

func release(results []ast.Expr) string {
	return results[0].(*ast.BasicLit).Value + "." + results[1].(*ast.BasicLit).Value
}

func write(historyFile, othersFile string, versions []*version) {
	history, err := os.Create(historyFile)
	if err != nil {
		panic(err)
	}
	defer history.Close()
	others, err := os.Create(othersFile)
	if err != nil {
		panic(err)
	}
	defer others.Close()
	fmt.Fprintf(history, "# Written by schema/history: what not every version from 1.%d to 1.%d has.\n", first, last)
	fmt.Fprintln(history, "# FIELD definition property versions · VALUE definition property value versions")
	fmt.Fprintln(history, "# TYPE definition versions · KIND definition scope · LIFE definition introduced deprecated removed replacement")
	names := map[string]bool{}
	for _, v := range versions {
		for name := range v.definitions {
			names[name] = true
		}
	}
	at := versions[base-first]
	for _, name := range sorted(names) {
		has := func(v *version) bool { return v.definitions[name] != nil }
		if span := span(versions, has); span != "" {
			fmt.Fprintf(history, "TYPE %s %s\n", name, span)
		}
		newest := latest(versions, has).definitions[name]
		if newest.kind && at.definitions[name] == nil {
			scope := "namespaced"
			if !newest.namespaced {
				scope = "cluster"
			}
			fmt.Fprintf(history, "KIND %s %s\n", name, scope)
		}
		extra := map[string]any{}
		required := []string{}
		properties := map[string]bool{}
		for _, v := range versions {
			if d := v.definitions[name]; d != nil {
				for property := range d.properties {
					properties[property] = true
				}
			}
		}
		for _, property := range sorted(properties) {
			has := func(v *version) bool {
				return v.definitions[name] != nil && v.definitions[name].properties[property] != nil
			}
			absent := func(v *version) bool { return v.definitions[name] == nil }
			if span := spanUnless(versions, has, absent); span != "" {
				fmt.Fprintf(history, "FIELD %s %s %s\n", name, property, span)
			}
			now := latest(versions, has).definitions[name].properties[property]
			if !has(at) {
				extra[property] = withEnum(now.schema, now.enum)
				if now.required {
					required = append(required, property)
				}
			}
			values(history, versions, name, property)
		}
		if len(extra) > 0 || at.definitions[name] == nil {
			d := map[string]any{"properties": extra, "type": "object"}
			if at.definitions[name] == nil && newest.description != "" {
				d["description"] = newest.description
			}
			if len(required) > 0 {
				d["required"] = required
			}
			var text strings.Builder
			encoder := json.NewEncoder(&text)
			encoder.SetEscapeHTML(false)
			_ = encoder.Encode(d)
			fmt.Fprintf(others, "%s\t%s", name, text.String())
		}
	}
	for _, name := range sorted(names) {
		var known *lifecycle
		for _, v := range versions {
			if v.lifecycles[name] != nil {
				known = v.lifecycles[name]
			}
		}
		if known != nil && (known.deprecated != "-" || known.removed != "-") {
			fmt.Fprintf(history, "LIFE %s %s %s %s %s\n", name, known.introduced, known.deprecated, known.removed, known.replacement)
		}
	}
}

// Values of an enumeration that came or went.
func values(history *os.File, versions []*version, name, property string) {
	all := map[string]bool{}
	count := 0
	for _, v := range versions {
		if d := v.definitions[name]; d != nil && d.properties[property] != nil && len(d.properties[property].enum) > 0 {
			count++
			for _, value := range d.properties[property].enum {
				all[value] = true
			}
		}
	}
	if count == 0 {
		return
	}
	for _, value := range sorted(all) {
		has := func(v *version) bool {
			for _, known := range v.definitions[name].properties[property].enum {
				if known == value {
					return true
				}
			}
			return false
		}
		absent := func(v *version) bool {
			d := v.definitions[name]
			return d == nil || d.properties[property] == nil || len(d.properties[property].enum) == 0
		}
		span := spanUnless(versions, func(v *version) bool { return !absent(v) && has(v) }, absent)
		if span != "" && value != "" {
			fmt.Fprintf(history, "VALUE %s %s %s %s\n", name, property, value, span)
		}
	}
}

func span(versions []*version, has func(*version) bool) string {
	return spanUnless(versions, has, func(*version) bool { return false })
}

// "1.27-", "-1.30" or "1.27-1.30"; empty where every version that could has it.
func spanUnless(versions []*version, has, irrelevant func(*version) bool) string {
	from, to, complete := -1, -1, true
	for i, v := range versions {
		if has(v) {
			if from < 0 {
				from = i
			}
			to = i
		} else if !irrelevant(v) {
			complete = false
		}
	}
	if complete {
		return ""
	}
	text := "-"
	if from > 0 {
		text = fmt.Sprintf("1.%d-", first+from)
	}
	if to < len(versions)-1 {
		text += fmt.Sprintf("1.%d", first+to)
	}
	return text
}

func latest(versions []*version, has func(*version) bool) *version {
	for i := len(versions) - 1; i >= 0; i-- {
		if has(versions[i]) {
			return versions[i]
		}
	}
	panic("nobody has it")
}

func sorted(set map[string]bool) []string {
	names := []string{}
	for name := range set {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
