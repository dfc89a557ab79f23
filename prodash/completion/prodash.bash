# Completion for prodash.  Put this line into ~/.bashrc:
#   eval "$(prodash completion bash)"
_prodash() {
    local line program=${1/#\~\//"$HOME"/}
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        $'\t'folders | $'\t'files)
            # With these options readline adds quotes, a slash after a folder and a space after a file.
            compopt -o filenames +o nospace 2>/dev/null
            local kind=-f path
            [ "$line" = $'\t'folders ] && kind=-d
            while IFS= read -r path; do
                COMPREPLY+=("$path")
            done < <(compgen "$kind" -- "$2")
            ;;
        *) COMPREPLY+=("$line") ;;
        esac
    done < <("$program" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}
# bash before 4.4 does not know nosort.
complete -o nospace -o nosort -F _prodash prodash 2>/dev/null || complete -o nospace -F _prodash prodash
