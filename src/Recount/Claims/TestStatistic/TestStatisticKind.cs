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
internal static class TestStatisticKind
{
    public static Kind Kind { get; } = new(
        "test-statistic",
        new Shape.Text("A test statistic as printed, such as t(28) = 2.20, F(2, 28) = 2.20, chi2(5) = 84.0, z = 2.2 or r(97) = .17; " +
            "'published' holds its p, or the text does: t(28) = 2.20, p = .03."),
        Read);

    private static TestMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        var filled = Template.Fill(text.Text, draft.Scope, text.At, draft.Diagnostics, out var isEmpty);
        draft.IsEmpty |= isEmpty;
        if (filled is null || isEmpty)
        {
            return null;
        }

        if (Test.Parse(filled) is not { } test || test.Statistic.Interval is not { IsBounded: true })
        {
            draft.Diagnostics.Add(Mistakes.TestStatistic(text.At, filled));
            return null;
        }

        // The statistic is a printed number like any other: from the claim's own text, or from the table.
        var table = Template.IsIn(text.Text) ? draft.Scope.Table : null;
        var status = table is null ? draft.Status : (Status)Math.Max((int)table.Status, (int)draft.Status);
        var source = table?.Source ?? draft.Source;
        var statistic = new PrintedNumber("statistic", test.Name, test.Statistic, null, status, source, table?.Elsewhere ?? false, text.At);
        if (draft.Publishes)
        {
            return draft.Published is null ? null : new(test, statistic, draft.Published);
        }

        if (test.P is not { } p)
        {
            draft.Diagnostics.Add(Mistakes.NoPublishedP(draft.Key, draft.Id));
            return null;
        }

        if (PublishedValue.Parse(p, PrintedAs.Plainly, out _) is not { } value)
        {
            draft.Diagnostics.Add(Mistakes.NotANumber(text.At, p, null));
            return null;
        }

        return new(test, statistic, statistic with { Id = "p", Label = "p", Value = value });
    }
}
