using Recount.Text;

namespace Recount.Reports;

/// <summary>The mistakes of a reading: each with its place, its line and its advice, and how many there are.</summary>
public static class MistakesPage
{
    private const int Most = 20;

    public static Page Render(Diagnostics diagnostics, int width, int most = Most)
    {
        var page = new Page(width);
        var all = diagnostics.Sorted();
        foreach (var mistake in all.Take(most))
        {
            page.Blank();
            foreach (var (line, index) in mistake.Frame().Select((l, i) => (l, i)))
            {
                page.Line(new Piece(line, index == 0 ? Tone.Strong : line.TrimStart().StartsWith('=') ? Tone.Plain : Tone.Faint));
            }
        }

        var files = all.Select(d => d.At.File).Distinct().ToList();
        page.Blank();
        page.Line(new Piece($"{(diagnostics.Count > most ? $"and {diagnostics.Count - most} more: " : "")}{Words.Count(diagnostics.Count, "mistake")} in {(files.Count == 1 ? Plain.Line(files[0]) : Words.Count(files.Count, "file"))}. Nothing was measured. More on one: recount explain {all[0].Code}", Tone.Bad));
        return page;
    }
}
