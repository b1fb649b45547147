using System.Globalization;
using Recount.Findings;

namespace Recount.Reports;

/// <summary>Small phrases that reports share.</summary>
public static class Words
{
    /// <summary>"1,386".</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 claim", "1,386 findings".</summary>
    public static string Count(int count, string noun, string? plural = null) =>
        $"{Number(count)} {(count == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>The same for counts without end.</summary>
    public static string Count(System.Numerics.BigInteger count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count.IsOne ? "" : "s")}";

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

    /// <summary>An author's response with its source and date.</summary>
    public static string Response(Response response)
    {
        var origin = string.Join(", ", new[] { response.Source, response.Date }.Where(o => o is not null));
        return origin.Length > 0 ? $"{response.Text} ({origin})" : response.Text;
    }

    /// <summary>The chain of a finding, its steps numbered.</summary>
    public static void Steps(Page page, Finding finding)
    {
        for (var i = 0; i < finding.Steps.Count; i++)
        {
            page.Text(finding.Steps[i].Text, 28, i == finding.Steps.Count - 1 ? Tone(finding) : Reports.Tone.Plain, $"{i + 1,3}  {finding.Steps[i].Label}");
        }
    }

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
