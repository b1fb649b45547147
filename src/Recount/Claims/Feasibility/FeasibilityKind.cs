using System.Globalization;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Statistics;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Feasibility;

/// <summary>
/// Reads <c>feasibility: { classes: [28, 23, 5], macro-f1: ... }</c>: the published accuracy and other metrics must come from one confusion matrix.
/// </summary>
internal static class FeasibilityKind
{
    private const int MostClasses = 10;

    public static Kind Kind { get; } = new(
        "feasibility",
        new Shape.Mapping("a feasibility", "Whether 'published', an accuracy, and one or more other metrics can come from one confusion matrix.",
        [
            new("classes", new Shape.ListOf("How many items each class has.", new Shape.Text("A whole number.")), true),
            .. ConfusionMetric.All.Select(m => new Key(m.Key, new Shape.Text($"The printed {m.Name}: a value or a cell, such as h1[CB, f1, {{setting}}, {{size}}].score."))),
        ]),
        Read);

    private static FeasibilityMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping mapping)
        {
            return null;
        }

        draft.AskForPublished();

        var classes = Classes(mapping["classes"] as YamlNode.Sequence, draft.Diagnostics);
        var given = ConfusionMetric.All.Where(m => mapping[m.Key] is not null).ToList();
        if (given.Count == 0)
        {
            draft.Diagnostics.Add(Mistakes.MissingKey(mapping.At, "a feasibility", ConfusionMetric.All[0].Key, "or another metric of the same matrix"));
        }

        var others = given.Where(m => mapping.Text(m.Key) is not null).Select(m => (Metric: m, Number: Printed(mapping.Text(m.Key)!, draft))).ToList();
        return classes is null || others.Count == 0 || others.Any(o => o.Number is null) || draft.Published is null
            ? null
            : new(draft.Published, [.. others.Select(o => (o.Metric, o.Number!))], classes);
    }

    private static List<int>? Classes(YamlNode.Sequence? node, Diagnostics diagnostics)
    {
        if (node is null)
        {
            return null;
        }

        var (mark, classes) = (diagnostics.Mark, new List<int>());
        foreach (var item in node.Items.OfType<YamlNode.Scalar>())
        {
            if (int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1_000_000)
            {
                classes.Add(count);
            }
            else
            {
                diagnostics.Add(Mistakes.NoFreeNumber(item.At, "number of items of a class", item.Text, "28"));
            }
        }

        if (classes.Count is < 2 or > MostClasses && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.WrongKind(node.At, classes.Count == 1 ? "one class" : $"a list of {classes.Count} classes", $"a list of 2 to {MostClasses} classes"));
        }

        return diagnostics.Mark == mark ? classes : null;
    }

    // A formula that is one printed number.
    private static PrintedNumber? Printed(YamlNode.Scalar text, Draft draft)
    {
        if (draft.Parse(text) is not { } formula || draft.Bind(formula, text, out var inputs) is not { } bound)
        {
            return null;
        }

        if (bound is { IsComparison: false, Terms: [Expression.Input] } && inputs[0].Value.Interval is { IsBounded: true })
        {
            return inputs[0];
        }

        draft.Diagnostics.Add(Mistakes.WrongKind(text.At, "a formula", "one printed number with limits, such as h1[CB, f1].score,"));
        return null;
    }
}
