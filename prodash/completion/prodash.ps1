# Completion for prodash.  Put this line into $PROFILE:
#   prodash completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName prodash -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @(
        $commandAst.CommandElements |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            ForEach-Object {
                if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
                else { $_.Extent.Text }
            }
    )
    $program = $words[0]
    $before = @($words | Select-Object -Skip 1)
    $typed = '.' + ($wordToComplete -replace '^["'']', '' -replace '["'']$', '')
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $lines = @(& $program __complete powershell $typed @before 2>$null)
    } catch {
        return
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $value, $help = $line -split "`t", 2
        # PowerShell completes paths itself.
        if (-not $value) { return }
        $value = $value -replace ' $', ''
        $quoted = $value
        if ($value -match '[^\w\-.=+:/\\]') { $quoted = "'" + ($value -replace "'", "''") + "'" }
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $help)
    }
}
