using System.Numerics;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Scores;

/// <summary>
/// Holds a measured benchmark score, or the difference of two, against the published number. The same items by a deterministic model: no test, the score is compared
/// with what is printed. Other items: two one-sided tests (the 90 % interval inside what is printed, widened by the declared tolerance) or a test of the nearest
/// number that prints so; between the two, it is open. Another protocol is not compared at all.
/// </summary>
public sealed class ScoreJudge(PrintedNumber published, Claim claim, Sample sample, Protocol protocol)
{
    /// <summary>A deviation needs a p below this; an equivalence, an interval of 1 - 2 alpha inside.</summary>
    internal const double Alpha = 0.05;

    /// <summary>In what else the measurement differs from the paper's, in clauses.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    private PublishedValue Value => published.Value;

    /// <summary>The judgement of a score.</summary>
    public Judgement Judge(Measurement.Scored measured)
    {
        var score = measured.Score;
        if (score.IsShare && IsNoShare(Value))
        {
            return With(new Verdict.NotTestable("none: a share is never above one", "'unit: percent' for the published number"), null, Shown(score), measured.Evidence, score.Facts,
                $"{measured.Subject} is {Shown(score).Text}, a share, and {Value.Text} is printed without a percent sign.");
        }

        var estimate = new ScoreEstimate(
            Outcomes.Of(score), score.Value, score.StandardError, score.Ninety, score.By, score.Items,
            score.Right is { } right && score.Items is { } n ? (low, high) => AtNearest(right, n, low, high) : null, score.Right);
        return Judge(estimate, measured.Subject, Shown(score), measured.Evidence, score.Facts);
    }

    /// <summary>Printed without a percent sign, and above one: no share and no difference of two.</summary>
    internal static bool IsNoShare(PublishedValue value) => value.Unit == Unit.None && value.As.Range is null && Rational.Abs(value.Value) > 1;

    /// <summary>The judgement of a difference.</summary>
    public Judgement Judge(Measurement.ScoredApart measured)
    {
        var apart = measured.Difference;
        if (IsNoShare(Value))
        {
            var points = Value.Show(Outcomes.Exactly(apart.Points));
            return With(new Verdict.NotTestable("none: shares are never more than one apart", "'unit: points' for the published number"), null, new(points, null), measured.Evidence,
                apart.Facts, $"{measured.Subject} is {points}, a difference of shares, and {Value.Text} is printed without points or a percent sign.");
        }

        var exact = apart is { OnlyFirst: { } a, OnlySecond: { } b } ? new Rational(a - b, apart.Items) : Outcomes.Exactly(apart.Points);
        var estimate = new ScoreEstimate(
            apart.Reach is { } reach ? new(Outcomes.Exactly(reach.Low), Outcomes.Exactly(reach.High), null) : Outcomes.Of(exact), apart.Points,
            (apart.High90 - apart.Low90) / 2 / ScoreEstimate.Z90, new(apart.Low90, apart.High90), "pairs of the same items", apart.Items,
            (low, high) => (apart.Points < low ? low : high) == 0 ? apart.P : null, null);
        var pairs = apart is { OnlyFirst: { } first, OnlySecond: { } second }
            ? $"{Number(first)} items are right only with the first, {Number(second)} only with the second of {Number(apart.Items)}" : $"{Number(apart.Items)} items in pairs";
        var text = apart.Reach is { } ends ? $"{Value.Show(Outcomes.Exactly(ends.Low))} to {Value.Show(Outcomes.Exactly(ends.High))}" : Value.Show(exact);
        var shown = new Measured(text, Interval.Closed(Outcomes.Exactly(apart.Low), Outcomes.Exactly(apart.High)));
        var evidence = measured.Evidence.Append(new(
            "pairs", $"{pairs}; 95 % interval {Show(apart.Low)} to {Show(apart.High)}; paired p against no difference {P(apart.P)}"))
            .Concat(apart is { OnlyFirst: { } only, OnlySecond: { } other } ? [PowerStep.Of(only, other, apart.Items)] : []).ToList();
        return Judge(estimate, measured.Subject, shown with { Text = text }, evidence, apart.Facts, $" ({pairs}; p = {P(apart.P)} against no difference)");
    }

    private Judgement Judge(ScoreEstimate score, string subject, Measured shown, IReadOnlyList<Step> evidence, IReadOnlyList<ProtocolFact> facts, string pairs = "")
    {
        var is_ = $"{subject} is {shown.Text}{pairs}";
        if (Value.Interval is not { } printed)
        {
            return With(new Verdict.NotTestable("none: every number near it is about right", "a 'margin:' or a 'bound:' for the published number"), null, shown, evidence, facts,
                $"The paper says {Value.Text}, which names no limits; {Lower(is_)}.");
        }

        List<string> differences = [.. protocol.Differences(facts), .. Also];
        if (claim.Differs is not null || differences.Count > 0)
        {
            var why = string.Join("; ", differences.Prepend(claim.Differs).OfType<string>());
            return With(new Verdict.NotComparable(shown.Text), null, shown, evidence, facts, $"{is_}, and {Value.Text} is printed; they need not agree: {why}.");
        }

        var allowed = claim.Tolerance?.Widen(printed, Value) ?? printed;
        if (sample != Sample.Same)
        {
            return Sampled(score, allowed, is_, shown, evidence, facts);
        }

        var (verdict, reason) = SameItems.Judge(Value, claim, printed, allowed, score.All, is_, Off(score, allowed));
        return With(verdict, null, shown, evidence, facts, reason) with { Flips = verdict is Verdict.Deviates && Flips(allowed) };
    }

    private Judgement Sampled(ScoreEstimate score, Interval allowed, string is_, Measured shown, IReadOnlyList<Step> evidence, IReadOnlyList<ProtocolFact> facts)
    {
        var on = sample == Sample.Reconstructed ? "reconstructed items" : "other items than the paper's";
        // Items that all agree say how sure one can be only where they are counted.
        if (score.Error is not { } error || score.Ninety is null || (error == 0 && score.Right is null))
        {
            return With(new Verdict.Inconclusive("a standard error: the number of items, or the scores item by item"), null, shown, evidence, facts,
                $"{is_}, on {on}; {Value.Text} is printed, and no standard error could be told.");
        }

        var (own, how) = PrintedError.Of(Value);
        var test = score.Against(allowed, own);
        var sure = $"{is_}, on {on}, with a standard error of {Show(error)} ({score.By})";
        if (own > 0)
        {
            sure += $"; {how} adds {Show(own)}";
        }

        var ninety = $"its 90 % interval, {Show(test.Ninety.Low)} to {Show(test.Ninety.High)},";
        if (test.IsInside)
        {
            return With(new Verdict.Reproduced(), null, shown, evidence, facts,
                $"{sure}: {ninety} lies inside what {Value.Text} stands for{(claim.Tolerance is { } t ? $", widened by the declared tolerance ({t.Because})" : "")}.");
        }

        if (test.P < Alpha)
        {
            return With(new Verdict.Deviates(), test.P, shown, evidence, facts, $"{sure}; {Value.Text} is printed, and so far off would come by chance with p = {P(test.P)}.") with
            {
                PDecides = true, Flips = Flips(allowed),
            };
        }

        return With(new Verdict.Inconclusive(test.Needed is { } items ? $"about {Number((long)Math.Min(items, 1e15))} items like these, or the paper's own" : "the paper's own items"),
            test.P, shown, evidence, facts, $"{sure}; {Value.Text} is printed: {ninety} does not lie inside what it stands for, and the difference may be chance (p = {P(test.P)}).");
    }

    // A statement that one thing is above another, and the numbers say the contrary.
    private static bool Flips(Interval allowed) => (allowed.Lo.Value is null && allowed.Hi.Value is { Sign: 0 }) || (allowed.Hi.Value is null && allowed.Lo.Value is { Sign: 0 });

    // In items, where the score is a count of them.
    private static string Off(ScoreEstimate score, Interval allowed)
    {
        if (score.Right is not { } right || score.Items is not { } items || !allowed.IsBounded)
        {
            return "";
        }

        var means = Grim.Of(allowed, items);
        if (means.None)
        {
            return $", which no count of {Number(items)} items gives";
        }

        var off = right.Most < means.Least ? means.Least - right.Most : right.Least - means.Most;
        var counts = means.Number.IsOne ? Number((long)means.Least) : $"{Number((long)means.Least)} to {Number((long)means.Most)}";
        return $", which means {counts} of {Number(items)}: {Number((long)off)} {(off.IsOne ? "item" : "items")} {(right.Most < means.Least ? "more" : "fewer")} than measured";
    }

    // With several counts, the one that is nearest to what is printed.
    private static double AtNearest(Counts right, long items, double low, double high)
    {
        var (least, most) = ((long)right.Least, (long)right.Most);
        return (double)least / items < low && (double)most / items > high ? 1
            : Math.Max(ProportionTest.Printed(least, items, low, high), ProportionTest.Printed(most, items, low, high));
    }

    private Measured Shown(MeasuredScore score)
    {
        var all = Outcomes.Of(score);
        var (low, high) = (all.Low, all.High);
        var range = low == high ? Value.Show(low) : $"{Value.Show(low)} to {Value.Show(high)}";
        var of = score is { Right: { } right, Items: { } items }
            ? $" ({(right.Number.IsOne ? Number((long)right.Least) : $"{Number((long)right.Least)} to {Number((long)right.Most)}")} of {Number(items)})" : "";
        return new($"{range}{of}", Interval.Closed(low, high));
    }

    private Judgement With(Verdict verdict, double? p, Measured shown, IReadOnlyList<Step> evidence, IReadOnlyList<ProtocolFact> facts, string reason) => new(
        verdict, published.Shown, Value.Interval, Value.Unit.Name, shown, reason,
        [
            new("printed", $"{Value.Text}{(Value.Unit == Unit.None || Value.Text.Contains(Value.Unit.Name, StringComparison.Ordinal) ? "" : $" {Value.Unit.Name}")}"),
            .. evidence,
            .. facts.Count == 0 ? Array.Empty<Step>() : [new Step("protocol", string.Join(", ", facts.Select(f => $"{f.Name} {f.Value}")))],
            new("measured", shown.Text),
            new("rule", sample == Sample.Same
                ? "the same items: every outcome prints so: reproduced; none: deviates; some: inconclusive"
                : "other items: 90 % interval inside what is printed: reproduced; p below 0.05: deviates; else: inconclusive"),
            new("verdict", verdict.Word),
        ],
        P: p);

    private string Show(double value) => double.IsFinite(value) ? Value.Show(Rational.Of(value)) : value < 0 ? "no lower end" : "no upper end";

    private static string Number(long value) => NumberText.Fixed((BigInteger)value, 0);

    private static string P(double p) => NumberText.Significant(Rational.Of(p), 2);

    private static string Lower(string sentence) => sentence.StartsWith("The ", StringComparison.Ordinal) ? $"t{sentence[1..]}" : sentence;
}
