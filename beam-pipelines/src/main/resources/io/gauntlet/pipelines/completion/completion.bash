# Completion of gauntlet for bash, of the version that printed it:
#   ./gauntlet completion bash > ~/.local/share/bash-completion/completions/gauntlet

@FUNCTIONS@
_gauntlet() {
  local IFS=$'\n'
  local typed=${COMP_LINE:0:COMP_POINT}
  # bash parts words at = and : too; what is completed is all since the last space.
  local current=${typed##*[[:space:]]}
  local command="" option="" head="" each
  local -a before candidates=()
  IFS=' ' read -r -a before <<<"${typed%"$current"}"
  COMPREPLY=()

  if [ ${#before[@]} -lt 2 ]; then
    for each in $(_gauntlet_commands); do candidates+=("${each%%:*}"); done
  else
    command=${before[1]}
    case $current in
      --*=*)
        option=${current%%=*}
        option=${option#--}
        local value=${current#*=}
        if _gauntlet_takes_paths "$command:$option"; then
          compopt -o filenames 2>/dev/null
          mapfile -t COMPREPLY < <(compgen -f -- "${value/#\~\//$HOME/}")
          return
        fi
        # The last of several that commas, pluses, bars or parentheses part.
        head=${current%"${value##*[,+|(]}"}
        for each in $(_gauntlet_values "$command:$option"); do candidates+=("$head$each"); done
        ;;
      *)
        for each in $(_gauntlet_words "$command"); do candidates+=("$each"); done
        ;;
    esac
  fi

  # What stands before the word that bash completes is there already.
  local there=${current%"$2"}
  for each in "${candidates[@]}"; do
    case $each in
      "$current"*) COMPREPLY+=("${each#"$there"}") ;;
    esac
  done
  case ${COMPREPLY[0]-} in
    *=) compopt -o nospace 2>/dev/null ;;
  esac
}

complete -F _gauntlet gauntlet ./gauntlet
