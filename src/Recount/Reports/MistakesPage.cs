using Recount.Text;

namespace Recount.Reports;

/// <summary>The mistakes of a reading: each with its place, its line and its advice, and how many there are.</summary>
public static class MistakesPage
{
    private const int Most = 20;

    /// <param name="outcome">What became of the rest.</param>
    public static Page Render(Diagnostics diagnostics, int width, string outcome = "Nothing was measured.")
    {
        var page = new Page(width);
        var all = diagnostics.Sorted();
        foreach (var mistake in all.Take(Most))
        {
            page.Blank().Line(Piece.Headline(mistake));
            foreach (var line in mistake.Frame())
            {
                page.Line(new Piece(line, line.TrimStart().StartsWith('=') ? Tone.Plain : Tone.Faint));
            }
        }

        var files = all.Select(d => d.At.File).Distinct().ToList();
        var more = diagnostics.Count > Most ? $"and {diagnostics.Count - Most} more: " : "";
        var where = files.Count == 1 ? Plain.Line(files[0]) : Words.Count(files.Count, "file");
        page.Blank();
        page.Line(new Piece($"{more}{Words.Count(diagnostics.Count, "mistake")} in {where}. {outcome} More on one: recount explain {all[0].Code}", Tone.Bad));
        return page;
    }
}
