#compdef gauntlet
# Completion of gauntlet for zsh, of the version that printed it; in a folder of $fpath:
#   ./gauntlet completion zsh > ~/.zfunc/_gauntlet

@FUNCTIONS@
_gauntlet() {
  local command=${words[2]} option
  local -a found
  if (( CURRENT == 2 )); then
    found=("${(@f)$(_gauntlet_commands)}")
    _describe command found
  elif [[ $PREFIX == --*=* ]]; then
    option=${${PREFIX%%=*}#--}
    compset -P '*='
    if _gauntlet_takes_paths "$command:$option"; then
      _files
    else
      # The last of several that commas, pluses, bars or parentheses part.
      compset -P '*[,+|(]'
      found=("${(@f)$(_gauntlet_values "$command:$option")}")
      compadd -- $found
    fi
  else
    found=("${(@f)$(_gauntlet_words "$command")}")
    compadd -S '' -- ${(M)found:#*=}
    compadd -- ${found:#*=}
  fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _gauntlet "$@"
else
  compdef _gauntlet gauntlet ./gauntlet
fi
