using Recount.Audits;
using Recount.Findings;
using Recount.Printed;

namespace Recount.Reports;

/// <summary>The whole chain of one finding, from the printed text to the verdict; its steps are numbered.</summary>
public static class ExplanationPage
{
    /// <summary>One finding of an audit.</summary>
    /// <param name="hints">The commands that it suggests.</param>
    public static Page Render(Audit audit, Finding finding, int width, Hints hints)
    {
        var page = new Page(width);
        page.Edges([new(finding.Id, Tone.Strong)], new(finding.Verdict.Word, Words.Tone(finding)));
        page.Text($"\"{finding.Says}\"", 2);
        if (finding.Quote is { } quote)
        {
            page.Text($"in its words: \"{quote}\"", 2);
        }

        var known = finding.Status == Status.Primary ? "primary" : $"{finding.Status.Word()}{(finding.Source is { } s ? $" ({s})" : "")}";
        page.Text(string.Join(", ", new[] { finding.At, known, finding.Place.ToString() }.Where(x => x is not null)), 2, Tone.Faint);
        page.Blank();
        Words.Steps(page, finding);
        page.Blank();
        page.Text(finding.Reason, 2);
        page.Blank();
        var reason = finding.Known is Known.Accepted { Because: { } because } ? $": {because}" : "";
        Row(page, "level", $"{finding.Level.Word()}{(finding.Flips ? ", the decision flips" : "")}; {finding.Known.Word}{reason}");
        if (Words.Detail(finding.Verdict) is { } detail)
        {
            Row(page, detail[..detail.IndexOf(':', StringComparison.Ordinal)], detail[(detail.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }

        if (finding.P is { } p)
        {
            Row(page, "p", $"{Number(p.P)}{(p.Adjusted is { } adjusted ? $"; {Number(adjusted)} in the family {p.Family}" : "")}");
        }

        var inputs = audit.Evidence.Inputs.Where(i => i.Path == finding.Place.File || audit.Specs.Any(x => x.Name == finding.Spec && x.Path == i.Path)).ToList();
        var digests = inputs.Select(i => $"{i.Path} sha256 {i.Sha256[..Math.Min(12, i.Sha256.Length)]}...");
        Row(page, "evidence",
            $"{Origin(finding)}; " +
                $"{string.Join(", ", digests)}; recount {audit.Evidence.Version}");
        Row(page, "author says", finding.Response is { } response ? Words.Response(response) : "nothing yet (key 'response')");
        page.Blank();
        Row(page, "again", hints.Audit($"--only {Hints.Quote(finding.Id)}"));
        return page;
    }

    private static void Row(Page page, string label, string text) => page.Text(text, 18, Tone.Plain, $"  {label}");

    private static string Number(double p) => Quantities.NumberText.Significant(Quantities.Rational.Of(p), 3);

    private static string Origin(Finding finding) => (finding.Verdict, finding.Kind) switch
    {
        (Verdict.NotRun, _) => "nothing was run",
        (_, "fit" or "detectors" or "extrapolation") => "fitted here",
        (_, "evaluation") => "a model was run here",
        (_, "recorded") => "read from what another program measured",
        _ => "nothing was run",
    };
}
