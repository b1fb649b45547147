using System.Globalization;
using System.Text;
using System.Text.Json;
using Recount.Scoring.Formats;
using Recount.Training.Learning;
using Recount.Training.World;

namespace Recount.Training.Output;

/// <summary>The scores as CSV, as <c>specs/tiny-reader.yaml</c> reads them: formats by the names that they have in its grids, scores in percent.</summary>
internal static class ScoresFile
{
    public static string Text(IReadOnlyList<Sheet> sheets)
    {
        StringBuilder text = new("task,format,right,items,score\n");
        foreach (var (sheet, score) in sheets.SelectMany(s => s.Scores.Select(r => (s, r))))
        {
            var name = Name(sheet, score.Format).Replace("\"", "\"\"", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{sheet.Exercise.Name},\"{name}\",{score.Right},{sheet.Items},{100.0 * score.Right / sheet.Items:0.00}\n");
        }

        return text.ToString();
    }

    /// <summary>Each item under each format as a line of JSON: what another program's scores can be held against.</summary>
    public static IEnumerable<string> Items(Sheet sheet) => sheet.Scores.SelectMany(s => s.Likelihoods.Select((l, item) => JsonSerializer.Serialize(new
    {
        task = sheet.Exercise.Name,
        labels = $"{s.Format.Labels}",
        separator = s.Format.Separator,
        verbalizers = s.Format.Choices,
        item,
        likelihoods = l,
    })));

    // What differs from the first format, behind its name.
    private static string Name(Sheet sheet, Formats.Format format)
    {
        var first = sheet.Reference.Format;
        return (sheet.Exercise is Exercise.Answer ? "plain" : "gpt3") +
            (format.Labels == first.Labels ? "" : $" labels={format.Labels}") +
            (format.Separator == first.Separator ? "" : $" separator={FormatGrid.Shown(format.Separator)}") +
            (format.Choices == first.Choices ? "" : $" verbalizers={format.Choices}");
    }

    /// <summary>A separator with its line breaks visible.</summary>
    public static string Escaped(Formats.Format format) => format.Separator.Replace("\n", "\\n", StringComparison.Ordinal);
}
