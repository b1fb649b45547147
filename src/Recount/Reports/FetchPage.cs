using Recount.Findings;

namespace Recount.Reports;

/// <summary>What <c>recount fetch</c> says of one file.</summary>
public static class FetchPage
{
    /// <param name="names">The data sets that need it.</param>
    public static Page Line(int width, ExternalInput input, IReadOnlyList<string> names, (string Word, Tone Tone, string Text, string? Advice) outcome)
    {
        var page = new Page(width);
        page.Line(new($"{outcome.Word,-8}", outcome.Tone), new($"  {input.FileName}", Tone.Strong), new($"  {string.Join(", ", names)}", Tone.Faint));
        page.Text(outcome.Text, 10);
        if (outcome.Advice is { } advice)
        {
            page.Text(advice, 10, Tone.Faint);
        }

        return page;
    }
}
