using Recount.Claims.Granularity;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Duplicates;

/// <summary>
/// Reads <c>duplicates: { of: scores-are-possible, lines: [task, setting] }</c>: the scores of a granularity claim, laid out as lines that share the words
/// of some key columns; two lines that print the same beyond chance are one copied, or one run printed twice.
/// </summary>
internal static class DuplicatesKind
{
    public static Kind Kind { get; } = new(
        "duplicates",
        new Shape.Mapping("a search for duplicates", "Whether lines of a table print the same scores beyond what independent runs of equal ability would.",
        [
            new("of", new Shape.Text("A granularity claim above this one, made for each row of a table."), true),
            new("lines", new Shape.ListOf(
                "The key columns whose words make a line: [task, setting] compares rows, [setting, size] compares columns.", new Shape.Text("A key column.")), true),
        ]),
        Read);

    private static DuplicatesMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping mapping || mapping.Text("of") is not { } of || mapping["lines"] is not YamlNode.Sequence lines)
        {
            return null;
        }

        var (mark, scores) = (draft.Diagnostics.Mark, GranularityKind.Scores(draft, of));
        if (scores.Count == 0)
        {
            return null;
        }

        if (scores[0].Claim.Table is not { } table)
        {
            draft.Diagnostics.Add(Mistakes.NotForEach(of.At, of.Text));
            return null;
        }

        var columns = lines.Items.OfType<YamlNode.Scalar>().ToList();
        foreach (var column in columns.Where(c => !table.Key.Contains(c.Text)))
        {
            draft.Diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, table.Name, table.Key));
        }

        if (draft.Diagnostics.Mark > mark)
        {
            return null;
        }

        var line = table.Key.Select(k => columns.Any(c => c.Text == k)).ToList();
        string Words(Check check, bool ofLine) => string.Join(ofLine ? ", " : "\u001f", check.Line!.Words.Where((_, i) => line[i] == ofLine));
        var cells = scores.Where(s => s.Measure.IsCount && s.Measure.All <= DuplicatesMeasure.MostItems && s.Measure.Published.Value.Interval is { IsBounded: true })
            .Select(s => new DuplicatesMeasure.Cell(Words(s.Check, true), Words(s.Check, false), s.Measure.Published, (long)s.Measure.All)).ToList();
        return new(cells);
    }
}
