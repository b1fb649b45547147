using System.Text.RegularExpressions;
using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.TestStatistic;

/// <summary>
/// Reads <c>test-statistic: "t(28) = 2.20"</c>, held against 'published', or with its p in the same text. In a table,
/// <c>{column}</c> stands for a cell.
/// </summary>
internal static partial class TestStatisticKind
{
    public static Kind Kind { get; } = new("test-statistic", new Shape.Text("A test statistic as printed, such as t(28) = 2.20, F(2, 28) = 2.20, chi2(5) = 84.0, z = 2.2 or r(97) = .17; 'published' holds its p, or the text does: t(28) = 2.20, p = .03."), Read);

    private static TestMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        if (Filled(text, draft) is not { } written)
        {
            return null;
        }

        if (Test.Parse(written) is not { } test || test.Statistic.Interval is not { IsBounded: true })
        {
            draft.Diagnostics.Add(Mistakes.TestStatistic(text.At, written));
            return null;
        }

        var published = draft.Published;
        if (published is null && test.P is { } p)
        {
            if (PublishedValue.Parse(p, PrintedAs.Plainly, out _) is not { } value)
            {
                draft.Diagnostics.Add(Mistakes.NotANumber(text.At, p, null));
                return null;
            }

            published = new("p", "p", value, null, Status.Primary, null, false, text.At);
        }

        if (published is null)
        {
            draft.Diagnostics.Add(Mistakes.NoPublished(draft.Key, draft.Id));
            return null;
        }

        return new(test, published);
    }

    private static string? Filled(YamlNode.Scalar text, Draft draft)
    {
        var complete = true;
        var filled = Cell().Replace(text.Text, match =>
        {
            var column = match.Groups[1].Value.Trim();
            if (draft.Scope.Row is not { } row)
            {
                draft.Diagnostics.Add(Mistakes.OnlyWith(text.At, match.Value, "each"));
                complete = false;
                return "";
            }

            if (!row.Cells.TryGetValue(column, out var cell))
            {
                draft.Diagnostics.Add(Mistakes.UnknownColumn(text.At, column, draft.Scope.Table!.Name, draft.Scope.Table.Columns));
                complete = false;
                return "";
            }

            draft.IsEmpty |= cell.IsEmpty;
            complete &= !cell.IsEmpty;
            return cell.Text;
        });
        return complete ? filled : null;
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Cell();
}
