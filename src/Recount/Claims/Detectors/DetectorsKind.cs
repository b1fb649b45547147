using Recount.Claims.Fits;
using Recount.Fitting;
using Recount.Printed;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Detectors;

/// <summary>Reads <c>detectors: { of: approach-3, vector: paper }</c>: one finding per detector that has something to look at.</summary>
internal static class DetectorsKind
{
    public static Kind Kind { get; } = new(
        "detectors",
        new Shape.Mapping("detectors", "Looks for what can be wrong with a published fit, a finding each.",
        [
            new("of", new Shape.Text("The fit, as the paper states it."), true),
            new("where", FitPart.Where),
            new("vector", new Shape.Text("A vector of the fit: is it the minimum, the lowest one, a start, an early stop, printed with enough digits?")),
            new("gives", new Shape.Text("A quantity: does it hang on one row, on delta, on how the data were read?")),
            new("called", new Shape.Text("What sentences call the quantity, where its formula is long.")),
            new("interval", new Shape.Text("A value of the spec with a printed interval of the quantity: is it as wide as so many rows allow?")),
            new("level", new Shape.Text("Of that interval; 95 % when left out.")),
            new("by", new Shape.Word("Where our interval comes from; sandwich when left out.", [.. Asked.Ways.Select(w => w.Word)])),
            new("explained-by", new Shape.ListOf("Fits by other procedures that may explain a narrow interval.", new Shape.Text("A fit."))),
            new("read-within", new Shape.Mapping("read-within", "How coarsely a column was read from a figure.",
            [
                new("column", new Shape.Text("The column."), true),
                new("share", new Shape.Text("The step, as a share of its numbers: 0.3 %."), true),
            ])),
        ]),
        Read);

    private static IReadOnlyList<(string Part, Measure Measure)> Read(Draft draft)
    {
        if (draft.Publishes)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(draft.Key, "detectors are held against no published number",
                "Leave 'published' out; a number that the paper prints is a claim of its own, with 'fit'."));
        }

        var mark = draft.Diagnostics.Mark;
        if (draft.Node is not YamlNode.Mapping node || node.Text("of") is not { } of || FitPart.Named(draft, of) is not { } fit)
        {
            return [];
        }

        var vector = node.Text("vector") is { } name ? FitPart.Vector(draft, fit, name) : null;
        IReadOnlyList<PrintedNumber> numbers = [];
        var gives = node.Text("gives") is { } text ? FitPart.Quantity(draft, fit, text, out numbers) : null;
        var interval = node.Text("interval") is { } value ? Interval(draft, value) : null;
        var others = FitPart.Explaining(draft, fit, node);
        if (node["vector"] is null && node["gives"] is null)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(of.At, "detectors need something to look at", "Add 'vector:', a vector of the fit, or 'gives:', a quantity."));
        }

        if (node["interval"] is not null && node["gives"] is null)
        {
            draft.Diagnostics.Add(Mistakes.OnlyWith(node["interval"]!.At, "interval", "gives"));
        }

        var by = node.Text("by") is { } way ? Asked.Ways.FirstOrDefault(w => w.Word == way.Text).By : UncertaintyBy.Sandwich;
        if (node.Text("by") is { } asked)
        {
            // A whole vector is tested too.
            FitPart.CheckWay(draft, fit, by, null, asked.At);
        }

        if (fit.Parameters.All(p => p.Fixed is not null))
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(of.At, $"the fit '{Plain.Short(fit.Name)}' searches for nothing: all of its parameters are held"));
        }

        var examination = new Examination(
            fit, FitPart.Words(draft, fit, node["where"] as YamlNode.Mapping), vector, gives, FitPart.Called(draft, node), by, interval, FitPart.Level(draft, node.Text("level")),
            [.. others.OfType<DeclaredFit>()], Jitter(draft, fit, node["read-within"] as YamlNode.Mapping), numbers);
        return draft.Diagnostics.Mark > mark || others.Contains(null) ? []
            : [.. Detector.All.Where(d => examination.Has(d.At)).Select(d => (d.Name, (Measure)new DetectorMeasure(d, examination)))];
    }

    private static PrintedNumber? Interval(Draft draft, YamlNode.Scalar name)
    {
        if (!draft.Scope.Values.TryGetValue(name.Text, out var value))
        {
            draft.Diagnostics.Add(Mistakes.UnknownWhat(name.At, "value", name.Text, draft.Scope.Values.Keys, "Values"));
        }
        else if (value.Value.Part("low") is null)
        {
            draft.Diagnostics.Add(Mistakes.NoSuchPart(name.At, name.Text, "low", "no interval behind it, such as .46 (.454, .455)"));
            return null;
        }

        return value;
    }

    private static (string, double)? Jitter(Draft draft, DeclaredFit fit, YamlNode.Mapping? node)
    {
        if (node?.Text("column") is not { } column || node.Text("share") is not { } share)
        {
            return null;
        }

        if (fit.Data.Table is { } table && !table.Columns.Contains(column.Text))
        {
            draft.Diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, fit.Data.Name, table.Columns));
        }

        if (FitPart.Share(share.Text) is not { } number)
        {
            draft.Diagnostics.Add(Mistakes.NoFreeNumber(share.At, "share", share.Text, "0.3 %"));
            return null;
        }

        return (column.Text, number);
    }
}
