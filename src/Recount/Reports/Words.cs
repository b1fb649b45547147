using System.Globalization;
using Recount.Findings;

namespace Recount.Reports;

/// <summary>Small phrases that reports share.</summary>
public static class Words
{
    /// <summary>"1 claim", "1,386 findings".</summary>
    public static string Count(int count, string noun, string? plural = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : plural ?? noun + "s")}";

    public static Tone Tone(Finding finding) => finding.Level switch
    {
        Level.Error => Reports.Tone.Bad,
        Level.Warning => Reports.Tone.Warn,
        _ => finding.Verdict is Verdict.Reproduced or Verdict.ReproducedByRounding or Verdict.Consistent ? Reports.Tone.Good : Reports.Tone.Plain,
    };

    /// <summary>The gravest first; among equals the order of files.</summary>
    public static IEnumerable<Finding> BySeverity(IEnumerable<Finding> findings) => findings
        .OrderByDescending(f => f.Level)
        .ThenByDescending(f => f.Flips)
        .ThenByDescending(f => f.Verdict is Verdict.Inconsistent)
        .ThenBy(f => f.Row.Length > 0);

    /// <summary>True for what a reader need not look at.</summary>
    public static bool IsQuiet(Finding finding) => finding.Verdict is Verdict.Reproduced or Verdict.ReproducedByRounding or Verdict.Consistent;

    /// <summary>The data that a verdict carries, as a sentence, or null.</summary>
    public static string? Detail(Verdict verdict) => verdict switch
    {
        Verdict.Consistent consistent => $"power: {consistent.Power}",
        Verdict.Inconclusive open => $"would decide it: {open.Decides}",
        Verdict.NotTestable none => $"power: {none.Power}; would give it some: {none.Decides}",
        Verdict.NotComparable range => $"range: {range.Range}",
        Verdict.NotRun missing => $"get it: {missing.Get}",
        _ => null,
    };
}
