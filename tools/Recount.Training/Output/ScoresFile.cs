using System.Text;
using System.Text.Json;
using Recount.Training.Formats;
using Recount.Training.Learning;

namespace Recount.Training.Output;

/// <summary>The scores as CSV: separators quoted, and escaped as in C.</summary>
internal static class ScoresFile
{
    public static string Text(IReadOnlyList<Sheet> sheets)
    {
        StringBuilder text = new("task,labels,separator,verbalizers,right,items\n");
        foreach (var (sheet, score) in sheets.SelectMany(s => s.Scores.Select(r => (s, r))))
        {
            text.Append($"{sheet.Exercise.Name},{score.Format.Labels},\"{Escaped(score.Format)}\",{score.Format.Choices},{score.Right},{sheet.Items}\n");
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

    /// <summary>A separator with its line breaks visible.</summary>
    public static string Escaped(Format format) => format.Separator.Replace("\n", "\\n", StringComparison.Ordinal);
}
