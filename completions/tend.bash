# bash completion for tend; written by `tend completion bash`.

_tend_words() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$1" -- "$2"))
}

_tend_files() {
  compopt -o filenames 2>/dev/null
  local IFS=$'\n'
  COMPREPLY=($(compgen "$1" -- "$2"))
}

_tend() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=tend index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command ${COMP_WORDS[index]}" in
      'tend render') command='tend render' ;;
      'tend validate') command='tend validate' ;;
      'tend explain') command='tend explain' ;;
      'tend diff') command='tend diff' ;;
      'tend apply') command='tend apply' ;;
      'tend delete') command='tend delete' ;;
      'tend status') command='tend status' ;;
      'tend history') command='tend history' ;;
      'tend rollback') command='tend rollback' ;;
      'tend rollout') command='tend rollout' ;;
      'tend rollout status') command='tend rollout status' ;;
      'tend rollout history') command='tend rollout history' ;;
      'tend rollout undo') command='tend rollout undo' ;;
      'tend rollout pause') command='tend rollout pause' ;;
      'tend rollout resume') command='tend rollout resume' ;;
      'tend rollout restart') command='tend rollout restart' ;;
      'tend sync') command='tend sync' ;;
      'tend sandbox') command='tend sandbox' ;;
      'tend sandbox up') command='tend sandbox up' ;;
      'tend sandbox down') command='tend sandbox down' ;;
      'tend sandbox status') command='tend sandbox status' ;;
      'tend sandbox reset') command='tend sandbox reset' ;;
      'tend sandbox kubeconfig') command='tend sandbox kubeconfig' ;;
      'tend completion') command='tend completion' ;;
      'tend help') command='tend help' ;;
      'tend version') command='tend version' ;;
    esac
  done
  case "$command:$previous" in
    'tend:-n' | 'tend:--namespace') COMPREPLY=(); return ;;
    'tend:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend:--context') COMPREPLY=(); return ;;
    'tend:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend render:-f' | 'tend render:--filename') _tend_files -f "$word"; return ;;
    'tend render:-k' | 'tend render:--kustomize') _tend_files -d "$word"; return ;;
    'tend render:-o' | 'tend render:--output') _tend_words 'yaml
json' "$word"; return ;;
    'tend render:--var') COMPREPLY=(); return ;;
    'tend render:--load-restrictor') _tend_words 'loadrestrictionsrootonly
loadrestrictionsnone' "$word"; return ;;
    'tend render:--reorder') _tend_words 'legacy
none' "$word"; return ;;
    'tend render:--output-dir') _tend_files -d "$word"; return ;;
    'tend render:-n' | 'tend render:--namespace') COMPREPLY=(); return ;;
    'tend render:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend render:--context') COMPREPLY=(); return ;;
    'tend render:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend validate:-f' | 'tend validate:--filename') _tend_files -f "$word"; return ;;
    'tend validate:-k' | 'tend validate:--kustomize') _tend_files -d "$word"; return ;;
    'tend validate:-o' | 'tend validate:--output') _tend_words 'text
json
junit
sarif
github' "$word"; return ;;
    'tend validate:--skip') COMPREPLY=(); return ;;
    'tend validate:--kubernetes-version') COMPREPLY=(); return ;;
    'tend validate:--schema') COMPREPLY=(); return ;;
    'tend validate:--policy') COMPREPLY=(); return ;;
    'tend validate:--external') COMPREPLY=(); return ;;
    'tend validate:--fail-on') _tend_words 'error
warning' "$word"; return ;;
    'tend validate:--var') COMPREPLY=(); return ;;
    'tend validate:-n' | 'tend validate:--namespace') COMPREPLY=(); return ;;
    'tend validate:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend validate:--context') COMPREPLY=(); return ;;
    'tend validate:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend explain:--api-version') COMPREPLY=(); return ;;
    'tend explain:--kubernetes-version') COMPREPLY=(); return ;;
    'tend explain:--schema') COMPREPLY=(); return ;;
    'tend explain:-n' | 'tend explain:--namespace') COMPREPLY=(); return ;;
    'tend explain:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend explain:--context') COMPREPLY=(); return ;;
    'tend explain:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend diff:-f' | 'tend diff:--filename') _tend_files -f "$word"; return ;;
    'tend diff:-k' | 'tend diff:--kustomize') _tend_files -d "$word"; return ;;
    'tend diff:--app') COMPREPLY=(); return ;;
    'tend diff:--max-deletions') COMPREPLY=(); return ;;
    'tend diff:--force-conflicts-with') COMPREPLY=(); return ;;
    'tend diff:--concurrency') COMPREPLY=(); return ;;
    'tend diff:--prune-allow') COMPREPLY=(); return ;;
    'tend diff:-o' | 'tend diff:--output') _tend_words 'text
json
markdown
html
name' "$word"; return ;;
    'tend diff:--against') _tend_files -f "$word"; return ;;
    'tend diff:--save-plan') _tend_files -f "$word"; return ;;
    'tend diff:--var') COMPREPLY=(); return ;;
    'tend diff:-n' | 'tend diff:--namespace') COMPREPLY=(); return ;;
    'tend diff:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend diff:--context') COMPREPLY=(); return ;;
    'tend diff:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend apply:-f' | 'tend apply:--filename') _tend_files -f "$word"; return ;;
    'tend apply:-k' | 'tend apply:--kustomize') _tend_files -d "$word"; return ;;
    'tend apply:--app') COMPREPLY=(); return ;;
    'tend apply:--max-deletions') COMPREPLY=(); return ;;
    'tend apply:--force-conflicts-with') COMPREPLY=(); return ;;
    'tend apply:--concurrency') COMPREPLY=(); return ;;
    'tend apply:--prune-allow') COMPREPLY=(); return ;;
    'tend apply:-o' | 'tend apply:--output') _tend_words 'text
json' "$word"; return ;;
    'tend apply:--timeout') COMPREPLY=(); return ;;
    'tend apply:--dry-run') _tend_words 'none
client
server' "$word"; return ;;
    'tend apply:--plan') _tend_files -f "$word"; return ;;
    'tend apply:--var') COMPREPLY=(); return ;;
    'tend apply:-n' | 'tend apply:--namespace') COMPREPLY=(); return ;;
    'tend apply:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend apply:--context') COMPREPLY=(); return ;;
    'tend apply:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend delete:-f' | 'tend delete:--filename') _tend_files -f "$word"; return ;;
    'tend delete:-k' | 'tend delete:--kustomize') _tend_files -d "$word"; return ;;
    'tend delete:-o' | 'tend delete:--output') _tend_words 'text
json' "$word"; return ;;
    'tend delete:--app') COMPREPLY=(); return ;;
    'tend delete:--timeout') COMPREPLY=(); return ;;
    'tend delete:--var') COMPREPLY=(); return ;;
    'tend delete:-n' | 'tend delete:--namespace') COMPREPLY=(); return ;;
    'tend delete:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend delete:--context') COMPREPLY=(); return ;;
    'tend delete:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend status:-o' | 'tend status:--output') _tend_words 'text
json' "$word"; return ;;
    'tend status:-n' | 'tend status:--namespace') COMPREPLY=(); return ;;
    'tend status:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend status:--context') COMPREPLY=(); return ;;
    'tend status:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend history:-o' | 'tend history:--output') _tend_words 'text
json' "$word"; return ;;
    'tend history:--revision') COMPREPLY=(); return ;;
    'tend history:-n' | 'tend history:--namespace') COMPREPLY=(); return ;;
    'tend history:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend history:--context') COMPREPLY=(); return ;;
    'tend history:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollback:-o' | 'tend rollback:--output') _tend_words 'text
json' "$word"; return ;;
    'tend rollback:--to') COMPREPLY=(); return ;;
    'tend rollback:--timeout') COMPREPLY=(); return ;;
    'tend rollback:--force-conflicts-with') COMPREPLY=(); return ;;
    'tend rollback:--prune-allow') COMPREPLY=(); return ;;
    'tend rollback:-n' | 'tend rollback:--namespace') COMPREPLY=(); return ;;
    'tend rollback:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollback:--context') COMPREPLY=(); return ;;
    'tend rollback:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout:-n' | 'tend rollout:--namespace') COMPREPLY=(); return ;;
    'tend rollout:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout:--context') COMPREPLY=(); return ;;
    'tend rollout:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout status:-o' | 'tend rollout status:--output') _tend_words 'text
json' "$word"; return ;;
    'tend rollout status:--timeout') COMPREPLY=(); return ;;
    'tend rollout status:-n' | 'tend rollout status:--namespace') COMPREPLY=(); return ;;
    'tend rollout status:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout status:--context') COMPREPLY=(); return ;;
    'tend rollout status:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout history:-o' | 'tend rollout history:--output') _tend_words 'text
json' "$word"; return ;;
    'tend rollout history:--revision') COMPREPLY=(); return ;;
    'tend rollout history:-n' | 'tend rollout history:--namespace') COMPREPLY=(); return ;;
    'tend rollout history:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout history:--context') COMPREPLY=(); return ;;
    'tend rollout history:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout undo:--to-revision') COMPREPLY=(); return ;;
    'tend rollout undo:-n' | 'tend rollout undo:--namespace') COMPREPLY=(); return ;;
    'tend rollout undo:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout undo:--context') COMPREPLY=(); return ;;
    'tend rollout undo:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout pause:-n' | 'tend rollout pause:--namespace') COMPREPLY=(); return ;;
    'tend rollout pause:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout pause:--context') COMPREPLY=(); return ;;
    'tend rollout pause:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout resume:-n' | 'tend rollout resume:--namespace') COMPREPLY=(); return ;;
    'tend rollout resume:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout resume:--context') COMPREPLY=(); return ;;
    'tend rollout resume:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend rollout restart:-n' | 'tend rollout restart:--namespace') COMPREPLY=(); return ;;
    'tend rollout restart:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend rollout restart:--context') COMPREPLY=(); return ;;
    'tend rollout restart:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sync:-o' | 'tend sync:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sync:-c' | 'tend sync:--config') _tend_files -f "$word"; return ;;
    'tend sync:-n' | 'tend sync:--namespace') COMPREPLY=(); return ;;
    'tend sync:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sync:--context') COMPREPLY=(); return ;;
    'tend sync:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox:-n' | 'tend sandbox:--namespace') COMPREPLY=(); return ;;
    'tend sandbox:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox:--context') COMPREPLY=(); return ;;
    'tend sandbox:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox up:--nodes') COMPREPLY=(); return ;;
    'tend sandbox up:--port') COMPREPLY=(); return ;;
    'tend sandbox up:--rules') _tend_files -f "$word"; return ;;
    'tend sandbox up:--pace') COMPREPLY=(); return ;;
    'tend sandbox up:--kubernetes-version') COMPREPLY=(); return ;;
    'tend sandbox up:-o' | 'tend sandbox up:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sandbox up:-n' | 'tend sandbox up:--namespace') COMPREPLY=(); return ;;
    'tend sandbox up:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox up:--context') COMPREPLY=(); return ;;
    'tend sandbox up:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox down:-o' | 'tend sandbox down:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sandbox down:-n' | 'tend sandbox down:--namespace') COMPREPLY=(); return ;;
    'tend sandbox down:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox down:--context') COMPREPLY=(); return ;;
    'tend sandbox down:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox status:-o' | 'tend sandbox status:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sandbox status:-n' | 'tend sandbox status:--namespace') COMPREPLY=(); return ;;
    'tend sandbox status:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox status:--context') COMPREPLY=(); return ;;
    'tend sandbox status:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox reset:-o' | 'tend sandbox reset:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sandbox reset:-n' | 'tend sandbox reset:--namespace') COMPREPLY=(); return ;;
    'tend sandbox reset:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox reset:--context') COMPREPLY=(); return ;;
    'tend sandbox reset:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend sandbox kubeconfig:-o' | 'tend sandbox kubeconfig:--output') _tend_words 'text
json' "$word"; return ;;
    'tend sandbox kubeconfig:-n' | 'tend sandbox kubeconfig:--namespace') COMPREPLY=(); return ;;
    'tend sandbox kubeconfig:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend sandbox kubeconfig:--context') COMPREPLY=(); return ;;
    'tend sandbox kubeconfig:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend completion:-n' | 'tend completion:--namespace') COMPREPLY=(); return ;;
    'tend completion:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend completion:--context') COMPREPLY=(); return ;;
    'tend completion:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend help:-n' | 'tend help:--namespace') COMPREPLY=(); return ;;
    'tend help:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend help:--context') COMPREPLY=(); return ;;
    'tend help:--color') _tend_words 'auto
always
never' "$word"; return ;;
    'tend version:-o' | 'tend version:--output') _tend_words 'text
json' "$word"; return ;;
    'tend version:-n' | 'tend version:--namespace') COMPREPLY=(); return ;;
    'tend version:--kubeconfig') _tend_files -f "$word"; return ;;
    'tend version:--context') COMPREPLY=(); return ;;
    'tend version:--color') _tend_words 'auto
always
never' "$word"; return ;;
  esac
  case $command in
    'tend')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help
-V
--version' "$word"
      else
        _tend_words 'render
validate
explain
diff
apply
delete
status
history
rollback
rollout
sync
sandbox
completion
help
version' "$word"
      fi
      ;;
    'tend render')
      if [[ $word == -* ]]; then
        _tend_words '-f
--filename
-k
--kustomize
-R
--recursive
-o
--output
--var
--load-restrictor
--reorder
--origin
--output-dir
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend validate')
      if [[ $word == -* ]]; then
        _tend_words '-f
--filename
-k
--kustomize
-R
--recursive
-o
--output
--ignore-missing-schemas
--skip
--kubernetes-version
--schema
--policy
--external
--fail-on
--summary
--fix
--dry-run
--var
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend explain')
      if [[ $word == -* ]]; then
        _tend_words '--recursive
--api-version
--kubernetes-version
--schema
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend diff')
      if [[ $word == -* ]]; then
        _tend_words '-f
--filename
-k
--kustomize
-R
--recursive
--app
--prune
--max-deletions
--force-conflicts
--force-conflicts-with
--create-namespace
--concurrency
--validate
--prune-allow
-o
--output
--against
--save-plan
--var
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend apply')
      if [[ $word == -* ]]; then
        _tend_words '-f
--filename
-k
--kustomize
-R
--recursive
--app
--prune
--max-deletions
--force-conflicts
--force-conflicts-with
--create-namespace
--concurrency
--validate
--prune-allow
-o
--output
--wait
--timeout
--dry-run
-y
--yes
--plan
--rollback-on-failure
--var
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend delete')
      if [[ $word == -* ]]; then
        _tend_words '-f
--filename
-k
--kustomize
-R
--recursive
-o
--output
--app
-y
--yes
--timeout
--var
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend status')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend history')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
--revision
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollback')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
--to
--wait
--timeout
--force-conflicts
--force-conflicts-with
--prune-allow
--dry-run
-y
--yes
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_words 'status
history
undo
pause
resume
restart' "$word"
      fi
      ;;
    'tend rollout status')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-w
--watch
--timeout
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout history')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
--revision
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout undo')
      if [[ $word == -* ]]; then
        _tend_words '--to-revision
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout pause')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout resume')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend rollout restart')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sync')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-c
--config
--once
--dry-run
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sandbox')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_words 'up
down
status
reset
kubeconfig' "$word"
      fi
      ;;
    'tend sandbox up')
      if [[ $word == -* ]]; then
        _tend_words '--foreground
--nodes
--port
--rules
--pace
--rbac
--kubernetes-version
-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sandbox down')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sandbox status')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sandbox reset')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend sandbox kubeconfig')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend completion')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_words 'bash
zsh
fish
powershell' "$word"
      fi
      ;;
    'tend help')
      if [[ $word == -* ]]; then
        _tend_words '-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
    'tend version')
      if [[ $word == -* ]]; then
        _tend_words '-o
--output
-n
--namespace
--kubeconfig
--context
--sandbox
--color
-q
--quiet
-v
--verbose
-h
--help' "$word"
      else
        _tend_files -f "$word"
      fi
      ;;
  esac
}

complete -F _tend tend
