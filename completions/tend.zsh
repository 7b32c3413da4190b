#compdef tend
# zsh completion for tend; written by `tend completion zsh`.

_tend() {
  local state line context
  local -A opt_args
  _arguments -s -C \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*'{-V,--version}'[Print which tend this is and exit; tend version tells more]' \
    '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
        'render:Prints the manifests that sources come to'
        'validate:Checks manifests against the schemas of Kubernetes, offline'
        'explain:Says what a type or field is for, and which fields it has, offline'
        'diff:Shows what applying the sources would change'
        'apply:Makes the cluster match the sources, and waits until all is ready'
        'delete:Deletes what was applied, in reverse order, and waits until it is gone'
        'status:Lists the apps of the cluster, or says how each object of an app is doing, and why'
        'history:Lists the revisions of an app: what was applied when, by whom, and how it ended'
        'rollback:Brings an app back to an earlier revision, and waits until all is ready'
        'rollout:Follows and steers the rollouts of Deployments, StatefulSets and DaemonSets'
        'sync:Keeps a cluster matching a git repository, commit by commit'
        'sandbox:The embedded control plane, as a background process that kubectl can use too'
        'completion:Prints a completion script'
        'help:Tells all about a command, as --help does'
        'version:Prints which tend this is'
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
        render) _tend_render ;;
        validate) _tend_validate ;;
        explain) _tend_explain ;;
        diff) _tend_diff ;;
        apply) _tend_apply ;;
        delete) _tend_delete ;;
        status) _tend_status ;;
        history) _tend_history ;;
        rollback) _tend_rollback ;;
        rollout) _tend_rollout ;;
        sync) _tend_sync ;;
        sandbox) _tend_sandbox ;;
        completion) _tend_completion ;;
        help) _tend_help ;;
        version) _tend_version ;;
      esac
      ;;
  esac
}

_tend_render() {
  _arguments -s \
    '*'{-f,--filename}'[A source, as kubectl spells it]:file:_files' \
    '*'{-k,--kustomize}'[A kustomization'\''s folder, as kubectl spells it]:folder:_files -/' \
    '*'{-R,--recursive}'[Accepted for hands that know it\: folders are always read with all below]' \
    '*'{-o,--output}'[Format\: yaml or json]:value:(yaml json)' \
    '*'--var'[Sets a variable of an App; it wins over the App'\''s own]:value:' \
    '*'--load-restrictor'[Files that a kustomization may read\: LoadRestrictionsRootOnly]:value:(loadrestrictionsrootonly loadrestrictionsnone)' \
    '*'--reorder'[Order of a kustomization'\''s objects unless it has sortOptions\: legacy or none]:value:(legacy none)' \
    '*'--origin'[Say before each object which file and line it comes from]' \
    '*'--output-dir'[Write one file for each object into this folder instead of stdout]:folder:_files -/' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_validate() {
  _arguments -s \
    '*'{-f,--filename}'[A source, as kubectl spells it]:file:_files' \
    '*'{-k,--kustomize}'[A kustomization'\''s folder, as kubectl spells it]:folder:_files -/' \
    '*'{-R,--recursive}'[Accepted for hands that know it\: folders are always read with all below]' \
    '*'{-o,--output}'[Format\: text, json, junit, sarif or github]:value:(text json junit sarif github)' \
    '*'--ignore-missing-schemas'[Kinds that no schema is known for are no error]' \
    '*'--skip'[Don'\''t look at objects of this kind]:value:' \
    '*'--kubernetes-version'[Version to go by, or `server` for the cluster'\''s own]:value:' \
    '*'--schema'[CRDs or JSON Schemas\: a file, folder, URL, or template with {{.ResourceKind}}; `default` stands for the built-in ones]:value:' \
    '*'--policy'[Ask for more\: baseline, restricted, best-practice, or a file with rules of your own]:value:' \
    '*'--external'[Objects that manifests name and that are elsewhere; * stands for anything]:value:' \
    '*'--fail-on'[The least that makes the answer no\: error or warning]:value:(error warning)' \
    '*'--summary'[End with how many were valid, invalid and skipped]' \
    '*'--fix'[First rewrite files whose API versions are gone or going, comments kept]' \
    '*'--dry-run'[With --fix\: only show what would be rewritten, as a diff]' \
    '*'--var'[Sets a variable of an App]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_explain() {
  _arguments -s \
    '*'--recursive'[Print the names of all fields below, as a tree]' \
    '*'--api-version'[The type at this version, as in apps/v1]:value:' \
    '*'--kubernetes-version'[Version to go by, or `server` for the cluster'\''s own]:value:' \
    '*'--schema'[CRDs or JSON Schemas\: a file, folder, URL, or template with {{.ResourceKind}}; `default` stands for the built-in ones]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_diff() {
  _arguments -s \
    '*'{-f,--filename}'[A source, as kubectl spells it]:file:_files' \
    '*'{-k,--kustomize}'[A kustomization'\''s folder, as kubectl spells it]:folder:_files -/' \
    '*'{-R,--recursive}'[Accepted for hands that know it\: folders are always read with all below]' \
    '*'--app'[The app that the objects belong to]:value:' \
    '*'--prune'[Delete what the app held before and the sources hold no more]' \
    '*'--max-deletions'[Prune nothing where more would go]:value:' \
    '*'--force-conflicts'[Take fields that other managers own]' \
    '*'--force-conflicts-with'[Take fields that this manager owns, or this field]:value:' \
    '*'--create-namespace'[Create the namespaces of the objects where they aren'\''t there]' \
    '*'--concurrency'[Requests under way at once]:value:' \
    '*'--validate'[Check the manifests offline first, or don'\''t]' \
    '*'--prune-allow'[Kinds that may be pruned although data goes with them\: Namespace, ..]:value:' \
    '*'{-o,--output}'[Format\: text, json, markdown, html or name]:value:(text json markdown html name)' \
    '*'--against'[Compare with this source instead of the cluster, offline;]:file:_files' \
    '*'--save-plan'[Write the plan down, secrets included\: `tend apply --plan FILE` does just that]:file:_files' \
    '*'--var'[Sets a variable of an App]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_apply() {
  _arguments -s \
    '*'{-f,--filename}'[A source, as kubectl spells it]:file:_files' \
    '*'{-k,--kustomize}'[A kustomization'\''s folder, as kubectl spells it]:folder:_files -/' \
    '*'{-R,--recursive}'[Accepted for hands that know it\: folders are always read with all below]' \
    '*'--app'[The app that the objects belong to]:value:' \
    '*'--prune'[Delete what the app held before and the sources hold no more]' \
    '*'--max-deletions'[Prune nothing where more would go]:value:' \
    '*'--force-conflicts'[Take fields that other managers own]' \
    '*'--force-conflicts-with'[Take fields that this manager owns, or this field]:value:' \
    '*'--create-namespace'[Create the namespaces of the objects where they aren'\''t there]' \
    '*'--concurrency'[Requests under way at once]:value:' \
    '*'--validate'[Check the manifests offline first, or don'\''t]' \
    '*'--prune-allow'[Kinds that may be pruned although data goes with them\: Namespace, ..]:value:' \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'--wait'[Wait until all is ready, or don'\''t]' \
    '*'--timeout'[How long to wait]:value:' \
    '*'--dry-run'[Only show the plan; client asks no cluster\: none, client or server]:value:(none client server)' \
    '*'{-y,--yes}'[Don'\''t ask before something is deleted or made anew]' \
    '*'--plan'[Apply a plan of `tend diff --save-plan`, if it would still do just that]:file:_files' \
    '*'--rollback-on-failure'[Where it fails, go back to the app'\''s last revision that went well]' \
    '*'--var'[Sets a variable of an App]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_delete() {
  _arguments -s \
    '*'{-f,--filename}'[A source, as kubectl spells it]:file:_files' \
    '*'{-k,--kustomize}'[A kustomization'\''s folder, as kubectl spells it]:folder:_files -/' \
    '*'{-R,--recursive}'[Accepted for hands that know it\: folders are always read with all below]' \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'--app'[Delete all that this app consists of, and forget it]:value:' \
    '*'{-y,--yes}'[Don'\''t ask first; without a terminal nobody is asked]' \
    '*'--timeout'[How long to wait]:value:' \
    '*'--var'[Sets a variable of an App]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_status() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_history() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'--revision'[Print the manifests of this revision, secrets included]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollback() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'--to'[The revision to go back to]:value:' \
    '*'--wait'[Wait until all is ready, or don'\''t]' \
    '*'--timeout'[How long to wait]:value:' \
    '*'--force-conflicts'[Take fields that other managers own]' \
    '*'--force-conflicts-with'[Take fields that this manager owns, or this field]:value:' \
    '*'--prune-allow'[Kinds that may be pruned although data goes with them\: Namespace, ..]:value:' \
    '*'--dry-run'[Only show what would change]' \
    '*'{-y,--yes}'[Don'\''t ask before something is deleted or made anew]' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout() {
  local state line context
  local -A opt_args
  _arguments -s -C \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
        'status:Waits until a rollout is complete, and says why when it is stuck'
        'history:Lists the revisions of a workload, oldest first'
        'undo:Goes back to the revision before, or to the one that is named'
        'pause:Keeps changes of a Deployment from being rolled out'
        'resume:Lets a paused Deployment roll out again'
        'restart:Replaces all pods of a workload, by its own strategy'
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
        status) _tend_rollout_status ;;
        history) _tend_rollout_history ;;
        undo) _tend_rollout_undo ;;
        pause) _tend_rollout_pause ;;
        resume) _tend_rollout_resume ;;
        restart) _tend_rollout_restart ;;
      esac
      ;;
  esac
}

_tend_rollout_status() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-w,--watch}'[Wait until it ends; --no-watch only looks once]' \
    '*'--timeout'[How long to wait]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout_history() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'--revision'[Show the pod template of this revision]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout_undo() {
  _arguments -s \
    '*'--to-revision'[The revision to go back to]:value:' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout_pause() {
  _arguments -s \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout_resume() {
  _arguments -s \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_rollout_restart() {
  _arguments -s \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sync() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-c,--config}'[The Sync file]:file:_files' \
    '*'--once'[Take what is due now, and end]' \
    '*'--dry-run'[Plan each app and change nothing; implies --once]' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sandbox() {
  local state line context
  local -A opt_args
  _arguments -s -C \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
        'up:Starts the sandbox and returns when it is ready; it goes on running'
        'down:Stops the sandbox and keeps its state'
        'status:Says whether the sandbox runs, and where'
        'reset:Empties the sandbox: all its objects go'
        'kubeconfig:Prints the kubeconfig of the running sandbox'
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
        up) _tend_sandbox_up ;;
        down) _tend_sandbox_down ;;
        status) _tend_sandbox_status ;;
        reset) _tend_sandbox_reset ;;
        kubeconfig) _tend_sandbox_kubeconfig ;;
      esac
      ;;
  esac
}

_tend_sandbox_up() {
  _arguments -s \
    '*'--foreground'[Serve in this process until it is stopped]' \
    '*'--nodes'[How many nodes a fresh sandbox starts with]:value:' \
    '*'--port'[Port to listen on]:value:' \
    '*'--rules'[Rules\: which image fails how, how long a start takes, which requests fail]:file:_files' \
    '*'--pace'[How long one step of a pod'\''s life takes]:value:' \
    '*'--rbac'[Let roles and bindings say who may do what]' \
    '*'--kubernetes-version'[Version of Kubernetes to behave like, 1.24 to 1.36]:value:' \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sandbox_down() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sandbox_status() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sandbox_reset() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_sandbox_kubeconfig() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_completion() {
  _arguments -s \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '1:argument:(bash zsh fish powershell)'
}

_tend_help() {
  _arguments -s \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

_tend_version() {
  _arguments -s \
    '*'{-o,--output}'[Format\: text or json]:value:(text json)' \
    '*'{-n,--namespace}'[Namespace for objects that name none]:value:' \
    '*'--kubeconfig'[Kubeconfig to use]:file:_files' \
    '*'--context'[Context of the kubeconfig]:value:' \
    '*'--sandbox'[Use the embedded control plane; it is started if it isn'\''t running]' \
    '*'--color'[Colour the output\: auto, always or never]:value:(auto always never)' \
    '*'{-q,--quiet}'[Print the result and errors only]' \
    '*'{-v,--verbose}'[Say more about what is done]' \
    '*'{-h,--help}'[Show this help and exit]' \
    '*:source:_files'
}

if [ "$funcstack[1]" = _tend ]; then
  _tend "$@"
else
  compdef _tend tend
fi
