using Recount.Fitting;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Fits;

/// <summary>Reads <c>fit: { of: approach-3, gives: beta / (alpha + beta) }</c>.</summary>
internal static class FitKind
{
    public static Kind Kind { get; } = new(
        "fit",
        new Shape.Mapping("a fit's claim", "A number that a fit gives, to hold against 'published'.",
        [
            new("of", new Shape.Text("The fit."), true),
            new("where", FitPart.Where),
            new("gives", new Shape.Text("A quantity: a formula over the parameters of the fit.")),
            new("called", new Shape.Text("What sentences call the quantity, where its formula is long.")),
            new("as", new Shape.Word($"What is asked for: {string.Join("; ", Asked.All.Select(a => $"{a.Word}, {a.Meaning}"))}.", [.. Asked.All.Select(a => a.Word)])),
            new("by", new Shape.Word($"Where the uncertainty comes from: {string.Join("; ", Asked.Ways.Select(w => $"{w.Word}, {w.Meaning}"))}.", [.. Asked.Ways.Select(w => w.Word)])),
            new("level", new Shape.Text("Of an interval; 95 % when left out.")),
            new("against", new Shape.Text("A vector of the fit: what is tested, or where the objective is taken.")),
            new("estimate", new Shape.Text("A vector of the fit that stands for its optimum.")),
            new("target", new Shape.Text("For a sample size: the width that the interval should have.")),
            new("explained-by", new Shape.ListOf("Fits by other procedures that may explain a miss.", new Shape.Text("A fit."))),
        ]),
        Read);

    private static FitMeasure? Read(Draft draft)
    {
        draft.AskForPublished();
        if (draft.Node is not YamlNode.Mapping node || node.Text("of") is not { } of)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var fit = FitPart.Named(draft, of);
        var level = FitPart.Level(draft, node.Text("level"));
        if (fit is null)
        {
            return null;
        }

        var words = FitPart.Words(draft, fit, node["where"] as YamlNode.Mapping);
        var others = FitPart.Explaining(draft, fit, node);
        var asked = node.Text("as") is { } word ? Asked.All.FirstOrDefault(a => a.Word == word.Text).For : AskedFor.Estimate;
        var by = node.Text("by") is { } way ? Asked.Ways.FirstOrDefault(w => w.Word == way.Text).By
            : fit.Resampling is not null && asked.NeedsUncertainty() ? UncertaintyBy.Bootstrap : UncertaintyBy.Sandwich;
        var quantity = Quantity(draft, fit, node, asked, out var numbers);
        var vector = Vector(draft, fit, node, asked);
        var estimate = node.Text("estimate") is { } stands ? FitPart.Vector(draft, fit, stands) : null;
        if (asked.NeedsUncertainty() || node["by"] is not null || fit.Sample != Sample.Same)
        {
            FitPart.CheckWay(draft, fit, by, quantity, node.Text("by")?.At ?? of.At);
        }

        // A number of parameters that are held is no estimate.
        if (quantity is not null && quantity.Inputs().Where(i => i < fit.Parameters.Count).ToList() is { Count: > 0 } used && used.All(i => fit.Parameters[i].Fixed is not null))
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(node.Text("gives")!.At, "all of its parameters are held: the fit says nothing about it"));
        }

        var target = node.Text("target") is { } width ? DataTable.Number(width.Text) : null;
        if (asked == AskedFor.SampleSize && target is not > 0)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(node.Text("target")?.At ?? of.At, "a sample size needs the 'target' width of the interval, such as 0.001"));
        }

        return draft.Diagnostics.Mark > mark || others.Contains(null) || (draft.Publishes && draft.Published is null) ? null
            : new(fit, words, quantity, FitPart.Called(draft, node), asked, by, level, vector, estimate, target ?? 0, [.. others.Select(o => o!)], numbers, draft.Published);
    }

    // The quantity as an expression: parameters first, then printed numbers.
    private static Expression? Quantity(Draft draft, DeclaredFit fit, YamlNode.Mapping node, AskedFor asked, out IReadOnlyList<PrintedNumber> numbers)
    {
        numbers = [];
        if (node.Text("gives") is not { } gives)
        {
            if (asked.NeedsQuantity())
            {
                draft.Diagnostics.Add(Mistakes.MissingKey(node.At, "a fit's claim", "gives", "A quantity: a formula over the parameters of the fit."));
            }

            return null;
        }

        return FitPart.Quantity(draft, fit, gives, out numbers);
    }

    private static DeclaredVector? Vector(Draft draft, DeclaredFit fit, YamlNode.Mapping node, AskedFor asked)
    {
        if (node.Text("against") is { } name)
        {
            return FitPart.Vector(draft, fit, name);
        }

        if (asked.NeedsVector())
        {
            draft.Diagnostics.Add(Mistakes.MissingKey(node.At, "a fit's claim", "against", "A vector of the fit."));
        }

        return null;
    }
}
