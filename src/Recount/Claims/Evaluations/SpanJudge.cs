using Recount.Claims.Scores;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.Evaluations;

/// <summary>
/// Holds what all formats of a grid span against a published number. Where it is a spread, the two are compared; where a score was published without its prompt, nothing is: it is
/// shown where it stands among the formats.
/// </summary>
internal sealed class SpanJudge(PrintedNumber published, Claim claim, Protocol protocol)
{
    private PublishedValue Value => published.Value;

    public Judgement Judge(Measurement.Spanned spanned)
    {
        var value = Exactly(spanned.Value);
        var range = spanned.Range is { } r ? $"{Value.Show(Exactly(r.Low))} to {Value.Show(Exactly(r.High))}" : Value.Show(value);
        var differences = protocol.Differences(spanned.Facts);
        if (spanned.Place is { } place)
        {
            var why = differences.Count > 0 ? string.Join("; ", differences.Prepend(claim.Differs).OfType<string>()) : claim.Differs ?? "nobody knows under which format it was measured";
            return With(new Verdict.NotComparable(range), spanned, new(range, Interval.Closed(Exactly(spanned.Range!.Value.Low), Exactly(spanned.Range.Value.High))),
                $"{Upper(spanned.Subject)} is {range} over the formats, and {Value.Text} is printed; the two need not agree: {why}.{(place.Length > 0 ? $" {Upper(place)}." : "")}");
        }

        var is_ = $"{Upper(spanned.Subject)} is {Value.Show(value)} (p = {GridSteps.P(spanned.P)} were formats alike)";
        var shown = new Measured(Value.Show(value), spanned.Range is { } ends ? Interval.Closed(Exactly(ends.Low), Exactly(ends.High)) : null);
        if (claim.Differs is not null || differences.Count > 0)
        {
            return With(new Verdict.NotComparable(Value.Show(value)), spanned, shown,
                $"{is_}, and {Value.Text} is printed; they need not agree: {string.Join("; ", differences.Prepend(claim.Differs).OfType<string>())}.");
        }

        if (Value.Interval is not { } printed)
        {
            return With(new Verdict.NotTestable("none: every number near it is about right", "a 'margin:' or a 'bound:' for the published number"), spanned, shown,
                $"The paper says {Value.Text}, which names no limits; {is_}.");
        }

        var tolerated = claim.Tolerance is { } t && !printed.Contains(value) ? $", within the declared tolerance ({t.Because})" : "";
        return (claim.Tolerance?.Widen(printed, Value) ?? printed).Contains(value) ? With(new Verdict.Reproduced(), spanned, shown, $"{is_}; {Value.Text} is printed{tolerated}.")
            : With(new Verdict.Deviates(), spanned, shown, $"{is_}; {Value.Text} is printed.");
    }

    private Judgement With(Verdict verdict, Measurement.Spanned spanned, Measured shown, string reason) => new(
        verdict, published.Shown, Value.Interval, Value.Unit.Name, shown, reason,
        [new("printed", $"{Value.Text}"), .. spanned.Evidence, new("measured", shown.Text), new("verdict", reason)]);

    private static Rational Exactly(double value) => Outcomes.Exactly(value);

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
