# Completion for prodash.  Run this once:
#   prodash completion fish > ~/.config/fish/completions/prodash.fish
function __prodash_complete
    set --local words (commandline --current-process --tokenize --cut-at-cursor)
    set --local token (commandline --current-token --cut-at-cursor)
    set --local program (string replace --regex '^~/' "$HOME/" -- $words[1])
    # An open quote is not part of the word.
    set --local typed (string unescape -- "$token"; or string replace --regex '^["\']' '' -- "$token")
    for line in ($program __complete fish ".$typed" $words[2..-1] 2>/dev/null </dev/null)
        switch $line
            case \tfolders \tfiles
                # fish completes paths, in any case, for a command that it does not know.
                set --local option (string match --regex '^--[^=]+=' -- "$token")
                set --local paths (complete --do-complete "no-such-command "(string replace -- "$option" '' "$token"))
                test $line = \tfolders; and set paths (string match --regex '.*/$' -- $paths)
                string replace --regex '^' -- "$option" $paths
            case '*'
                # fish itself decides whether to add a space.
                string replace --regex ' ?\t' \t -- $line
        end
    end
end
complete --command prodash --no-files --keep-order --arguments '(__prodash_complete)'
