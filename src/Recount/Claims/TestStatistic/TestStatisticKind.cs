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
    public static Kind Kind { get; } = new("test-statistic", new Shape.Text("A test statistic as printed, such as t(28) = 2.20, F(2, 28) = 2.20, chi2(5) = 84.0, z = 2.2 or r(97) = .17; 'published' holds its p, or the text does: t(28) = 2.20, p = .03."), Read);

    private static TestMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        if (Template.Fill(text.Text, draft.Scope, text.At, draft.Diagnostics, out var isEmpty) is not { } written)
        {
            draft.IsEmpty |= isEmpty;
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
}
