using Recount.Findings;
using Recount.Quantities;

namespace Recount.Claims.Scores;

/// <summary>
/// The rule for the paper's own items and a deterministic model: no test, what was measured is compared with what is printed. Every outcome prints so, as near ties fall: reproduced;
/// none: deviates; some: inconclusive.
/// </summary>
internal static class SameItems
{
    /// <param name="says">"acc of boolq is 60.5 %".</param>
    /// <param name="off">Behind the printed number, where it deviates: by how many items.</param>
    /// <returns>The verdict, and the sentence that says why.</returns>
    public static (Verdict Verdict, string Reason) Judge(PublishedValue published, Claim claim, Interval printed, Interval allowed, Outcomes all, string says, string off = "")
    {
        var text = published.Text;
        switch (all.In(allowed))
        {
            case true:
                var tolerated = claim.Tolerance is { } t && all.In(printed) is not true ? $", within the declared tolerance ({t.Because})" : "";
                return (new Verdict.Reproduced(), $"{says}; {text} is printed{tolerated}.");
            case null:
                return (new Verdict.Inconclusive("an evaluation with more bits"), $"{says}, and {text} is printed: only some of these print so, and near ties fall either way.");
        }

        return published.WideInterval is { } wide && all.In(claim.Tolerance?.Widen(wide, published) ?? wide) is not false
            ? (new Verdict.Inconclusive($"the number of significant digits of {text}"),
                $"{says}, and {text} is printed. It fits only if the zeros at the end of {text} are not significant digits.")
            : (new Verdict.Deviates(), $"{says}; {text} is printed{off}.");
    }
}
