using Recount.Claims.Cost;
using Recount.Text;
using Recount.Text.Shapes;

namespace Recount.Claims.OneCount;

/// <summary>Reads <c>one-count: flops-by-layers</c>: which convention of counting FLOPs gives all that these claims of cost publish?</summary>
internal static class OneCountKind
{
    public static Kind Kind { get; } = new(
        "one-count",
        new Shape.Either("Which convention of counting FLOPs (6nd, palm, chinchilla ...) gives all published numbers of some claims of cost.",
            new Shape.Text("A claim of cost above this one."), new Shape.ListOf("Several of them.", new Shape.Text("A claim of cost above this one."))),
        Read);

    private static OneCountMeasure? Read(Draft draft)
    {
        var mark = draft.Diagnostics.Mark;
        var checks = draft.Named(draft.Node, CostKind.Kind.Key).Distinct().SelectMany(c => c.Checks.Select(k => (Claim: c, Check: k, Measure: (CostMeasure)k.Measure))).ToList();
        var counted = checks.Where(c => c.Measure is { Count: not null, Published: not null, Assumed.Count: 0, Pricing: null }).ToList();
        if (draft.Diagnostics.Mark == mark && counted.Count < checks.Count)
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(draft.Node.At, "one of these claims publishes no number that rests on a count of FLOPs alone, without an assumption and a price"));
        }

        return draft.Diagnostics.Mark > mark || counted.Count == 0 ? null : new(counted);
    }
}
