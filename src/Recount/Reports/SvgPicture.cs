using System.Globalization;
using System.Security;
using System.Text;
using Recount.Text;

namespace Recount.Reports;

/// <summary>A page as a picture of a terminal, for documents: an SVG without scripts, fonts or links of its own.</summary>
public static class SvgPicture
{
    private const double CharacterWidth = 8.43;
    private const int LineHeight = 19;
    private const int Margin = 18;

    /// <param name="command">The command line shown above the page.</param>
    public static string Render(Page page, string command)
    {
        IReadOnlyList<IReadOnlyList<Piece>> lines = [[new("$ ", Tone.Faint), new(command, Tone.Strong)], [], .. page.Lines];
        var columns = lines.Max(l => l.Sum(p => p.Text.Length));
        var width = (int)Math.Ceiling(columns * CharacterWidth) + (2 * Margin);
        var height = (lines.Count * LineHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(command)}</title>\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1f24\"/>\n");
        svg.Append("<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n");
        for (var i = 0; i < lines.Count; i++)
        {
            Line(svg, lines[i], Margin + ((i + 1) * LineHeight) - 5);
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    // Every piece has its own place, so that a font of another width cannot shift what follows.
    private static void Line(StringBuilder svg, IReadOnlyList<Piece> line, int y)
    {
        var column = 0;
        foreach (var piece in line)
        {
            if (piece.Text.Trim().Length > 0)
            {
                var x = Margin + (column * CharacterWidth);
                var length = piece.Text.Length * CharacterWidth;
                svg.Append(CultureInfo.InvariantCulture,
                    $"<text x=\"{x:0.##}\" y=\"{y}\" textLength=\"{length:0.##}\" lengthAdjust=\"spacingAndGlyphs\" {Style(piece.Tone)}>{Escape(piece.Text)}</text>\n");
            }

            column += piece.Text.Length;
        }
    }

    private static string Escape(string text) => SecurityElement.Escape(Plain.Line(text));

    private static string Style(Tone tone) => tone switch
    {
        Tone.Strong => "fill=\"#ffffff\" font-weight=\"bold\"",
        Tone.Faint => "fill=\"#8b949e\"",
        Tone.Good => "fill=\"#56d364\"",
        Tone.Warn => "fill=\"#e3b341\"",
        Tone.Bad => "fill=\"#ff7b72\" font-weight=\"bold\"",
        _ => "fill=\"#d1d7e0\"",
    };
}
