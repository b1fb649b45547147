using System.Text.RegularExpressions;

namespace Recount.Reports;

/// <summary>The commands that a page suggests, such that they run as they stand where the page was made.</summary>
/// <param name="Targets">The spec files and folders that were named; none: the default folder.</param>
/// <param name="Command">How recount is called there.</param>
public sealed partial record Hints(IReadOnlyList<string> Targets, string Command = "recount")
{
    /// <summary>For a run on the default folder.</summary>
    public static Hints Default { get; } = new([]);

    /// <summary>The audit of the same specs, with more options.</summary>
    public string Audit(string options) => $"{Command} audit{string.Concat(Targets.Select(t => $" {Quote(t)}"))} {options}";

    /// <summary>A command that a finding suggests, or other words as they are.</summary>
    public string Of(string get) => get.StartsWith("recount audit ", StringComparison.Ordinal) ? Audit(get["recount audit ".Length..])
        : get.StartsWith("recount ", StringComparison.Ordinal) ? $"{Command}{get["recount".Length..]}"
        : get;

    public string Explain(string id) => $"{Command} explain {Quote(id)}{Specs}";

    public string Accept(string id) => $"{Command} accept {Quote(id)}{Specs} --because \"...\"";

    // explain and accept look in one place; the first one that was named is as good as any.
    private string Specs => Targets.Count > 0 ? $" --specs {Quote(Targets[0])}" : "";

    /// <summary>A word as a shell takes it literally.</summary>
    public static string Quote(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_./:@%+=-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();
}
