using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Denominator;

/// <summary>Reads <c>denominator: h1[CB, acc, *, *].score</c>, held against 'published', a number of items: could all of these shares be of so many?</summary>
internal static class DenominatorKind
{
    public static Kind Kind { get; } = new(
        "denominator",
        new Shape.Text("Printed shares of one number of items, such as table[CB, *].score: from them, the numbers of items that are possible."),
        Read);

    private static DenominatorMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        draft.AskForPublished();

        if (draft.Parse(text) is not { } formula || draft.Bind(formula, text, out var scores, true) is not { } bound || draft.Published is not { } published)
        {
            return null;
        }

        if (bound is not { IsComparison: false, Terms: [Expression.Column or Expression.Input] })
        {
            draft.Diagnostics.Add(Mistakes.WrongKind(text.At, "a formula", "a column of printed shares, such as table[CB, *].score,"));
            return null;
        }

        if (!published.Value.Value.IsWhole || published.Value.Value < 1 || published.Value.Value > DenominatorMeasure.MostItems)
        {
            draft.Diagnostics.Add(Mistakes.NoFreeNumber(published.Place, $"number of items up to {DenominatorMeasure.MostItems}", published.Value.Text, "56"));
            return null;
        }

        List<PrintedNumber> bounded = [.. scores.Where(s => s.Value.Interval is { IsBounded: true })];
        return new(published, (int)published.Value.Value.Numerator, bounded);
    }
}
