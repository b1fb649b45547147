using Recount.Claims.Scores;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.Evaluations;

/// <summary>
/// Holds what all formats of a grid span against a published number. Where it is a spread, the two are compared: on the paper's own items the spread itself, on others its interval.
/// Where a score was published without its prompt, nothing is compared: it is shown where it stands among the formats.
/// </summary>
internal sealed class SpanJudge(PrintedNumber published, Claim claim, Sample sample, Protocol protocol)
{
    private PublishedValue Value => published.Value;

    public Judgement Judge(Measurement.Spanned spanned)
    {
        if (ScoreJudge.IsNoShare(Value))
        {
            return With(new Verdict.NotTestable("none: a share is never above one", "'unit: percent' for the published number"), spanned, Shown(spanned),
                $"{Upper(spanned.Subject)} is a share, and {Value.Text} is printed without a percent sign.");
        }

        var differences = protocol.Differences(spanned.Facts).Prepend(claim.Differs).OfType<string>().ToList();
        return spanned.Place is { } place ? Placed(spanned, place, differences) : Spread(spanned, differences);
    }

    private Judgement Placed(Measurement.Spanned spanned, string place, List<string> differences)
    {
        var shown = new Measured(Ends(spanned.Range!.Value), Closed(spanned.Range.Value));
        var why = differences.Count > 0 ? string.Join("; ", differences) : "nobody knows under which format it was measured";
        return With(new Verdict.NotComparable(shown.Text), spanned, shown,
            $"{spanned.Subject} is {shown.Text} over the formats, and {Value.Text} is printed; the two need not agree: {why}.{(place.Length > 0 ? $" {Upper(place)}." : "")}");
    }

    private Judgement Spread(Measurement.Spanned spanned, List<string> differences)
    {
        var shown = Shown(spanned);
        var is_ = $"{Upper(spanned.Subject)} is {shown.Text} (p = {GridSteps.P(spanned.P)} were formats alike)";
        if (differences.Count > 0)
        {
            return With(new Verdict.NotComparable(shown.Text), spanned, shown, $"{is_}, and {Value.Text} is printed; they need not agree: {string.Join("; ", differences)}.");
        }

        if (Value.Interval is not { } printed)
        {
            return With(new Verdict.NotTestable("none: every number near it is about right", "a 'margin:' or a 'bound:' for the published number"), spanned, shown,
                $"{is_}. The paper says {Value.Text}, which names no limits.");
        }

        var allowed = claim.Tolerance?.Widen(printed, Value) ?? printed;
        if (sample != Sample.Same)
        {
            return Sampled(spanned, shown, is_, allowed);
        }

        var (verdict, reason) = SameItems.Judge(Value, claim, printed, allowed, Reach(spanned), is_);
        return With(verdict, spanned, shown, reason);
    }

    private Judgement Sampled(Measurement.Spanned spanned, Measured shown, string is_, Interval allowed)
    {
        var on = sample == Sample.Reconstructed ? "reconstructed items" : "other items than the paper's";
        if (spanned.Sampled is not { } sampled)
        {
            return With(new Verdict.Inconclusive("the paper's own items, or a claim of the range"), spanned, shown,
                $"{is_}, on {on}; {Value.Text} is printed, and no interval of it could be told.");
        }

        // Near ties move the range, and its interval with it.
        var (low, high) = spanned.Reach is { } reach ? (reach.Low, reach.High) : (spanned.Value, spanned.Value);
        var own = sampled.Simultaneous(1 - (2 * ScoreJudge.Alpha));
        var ninety = new Spread(Math.Max(0, own.Low - (spanned.Value - low)), Math.Min(1, own.High + (high - spanned.Value)));
        var within = $"{is_}, on {on}; its 90 % interval, {Ends(ninety)},";
        if (new Outcomes(Exactly(ninety.Low), Exactly(ninety.High), null).In(allowed) is true)
        {
            return With(new Verdict.Reproduced(), spanned, shown,
                $"{within} lies inside what {Value.Text} stands for{(claim.Tolerance is { } t ? $", widened by the declared tolerance ({t.Because})" : "")}.");
        }

        var (least, most) = (allowed.Lo.Value?.ToDouble() ?? double.NegativeInfinity, allowed.Hi.Value?.ToDouble() ?? double.PositiveInfinity);
        var p = high < least ? sampled.P(least - high) : low > most ? sampled.P(low - most) : 1;
        return p < ScoreJudge.Alpha
            ? With(new Verdict.Deviates(), spanned, shown,
                $"{within} lies apart from {Value.Text}, which is printed: so far off would come by chance with p = {GridSteps.P(p)} at most.") with
            {
                P = p, PDecides = true,
            }
            : With(new Verdict.Inconclusive("the paper's own items, or more of these"), spanned, shown,
                $"{within} does not lie inside what {Value.Text} stands for, and the difference may be chance (p = {GridSteps.P(p)} at most).") with { P = p };
    }

    private Judgement With(Verdict verdict, Measurement.Spanned spanned, Measured shown, string reason)
    {
        List<Step> steps = [new("printed", Value.Text), .. spanned.Evidence];
        if (spanned.Facts.Count > 0)
        {
            steps.Add(new("protocol", string.Join(", ", spanned.Facts.Select(f => $"{f.Name} {f.Value}"))));
        }

        return new(verdict, published.Shown, Value.Interval, Value.Unit.Name, shown, reason, [.. steps, new("measured", shown.Text), new("verdict", verdict.Word)]);
    }

    private Measured Shown(Measurement.Spanned spanned)
    {
        var all = Reach(spanned);
        return new(all.Low == all.High ? Value.Show(all.Low) : $"{Value.Show(all.Low)} to {Value.Show(all.High)}", Interval.Closed(all.Low, all.High));
    }

    private static Outcomes Reach(Measurement.Spanned spanned) =>
        spanned.Reach is { } reach ? new(Exactly(reach.Low), Exactly(reach.High), null) : Outcomes.Of(Exactly(spanned.Value));

    private string Ends(Spread range) => $"{Value.Show(Exactly(range.Low))} to {Value.Show(Exactly(range.High))}";

    private static Interval Closed(Spread range) => Interval.Closed(Exactly(range.Low), Exactly(range.High));

    private static Rational Exactly(double value) => Outcomes.Exactly(value);

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
