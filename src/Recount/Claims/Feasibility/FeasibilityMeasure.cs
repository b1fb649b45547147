using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Feasibility;

/// <summary>A printed accuracy and other printed metrics of the same items.</summary>
/// <param name="Published">The accuracy.</param>
/// <param name="Others">At least one.</param>
/// <param name="Classes">Items of each class.</param>
public sealed record FeasibilityMeasure(
    PrintedNumber Published, IReadOnlyList<(ConfusionMetric Metric, PrintedNumber Number)> Others, IReadOnlyList<int> Classes) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => [.. Others.Select(o => o.Number)];

    private int Items => Classes.Sum();

    private string Shown => $"accuracy {Published.Shown} with {string.Join(" and ", Others.Select(o => $"{o.Metric.Name} {o.Number.Shown}"))}";

    private string Names => string.Join(", ", Others.Select(o => o.Metric.Name));

    private string Both => Others.Count == 1 ? "both" : "all";

    private string Of => $"classes of {string.Join(", ", Classes)}";

    public override Measurement Run()
    {
        var (right, found) = Search(n => n.Value.Interval);
        var wide = found is { Witness: null, Complete: true } && Others.Select(o => o.Number).Append(Published).Any(n => n.Value.WideInterval is not null) &&
            Search(n => n.Value.WideInterval ?? n.Value.Interval).Found.Witness is not null;
        return new Measurement.Matrices(right, found, wide);
    }

    private (Counts Right, Feasible Found) Search(Func<PrintedNumber, Interval?> interval)
    {
        var right = interval(Published) is { IsBounded: true } bounded ? Grim.Of(bounded, Items) : new(0, Items);
        return (right, Confusion.Search(Classes, right, [.. Others.Select(o => (o.Metric, interval(o.Number)!))], Others[0].Number.Value.LastDigit));
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var (right, found, wide) = (Measurement.Matrices)measurement;
        var powerText = Power(found);
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(Shown), powerText, $"{Shown}, {Of}; they need not come from one matrix: {differs}.");
        }

        if (found.Witness is { } witness)
        {
            return With(new Verdict.Consistent(powerText), powerText,
                $"A matrix over {Of} gives {Both}: {string.Join(", ", witness.Right)} right, {string.Join(", ", witness.Predicted)} predicted.", $"{witness.Right.Sum()} of {Items} right");
        }

        if (!found.Complete)
        {
            var most = NumberText.Fixed((System.Numerics.BigInteger)Confusion.MostSteps, 0);
            return With(new Verdict.NotTestable($"none: more than {most} matrices would have to be tried", "fewer items or classes"), powerText,
                $"{Shown}: too many matrices over {Of} to try.");
        }

        var fact = right.None ? $"{Published.Shown} of {Items} items is no whole number of items: the accuracy alone is impossible." : $"No confusion matrix over {Of} gives {Shown}.";
        if (wide)
        {
            return With(new Verdict.Inconclusive("the number of significant digits of numbers that end in zeros"), powerText,
                $"{fact} One fits only if zeros at the end of a number are not significant.");
        }

        if (Others.Select(o => o.Number).Append(Published).FirstOrDefault(n => n.Elsewhere) is { } foreign)
        {
            return With(new Verdict.Deviates(), powerText, $"{fact} The numbers are {foreign.Source}'s.");
        }

        var otherwise = $"One of these must be otherwise: the accuracy, {Names}, the classes, the way it is averaged (over classes, over runs?), or the data.";
        return With(new Verdict.Inconsistent(otherwise), powerText, $"{fact} {otherwise}");
    }

    // Which share of all values with so many digits this accuracy rules out.
    private string Power(Feasible found)
    {
        if (!found.Complete)
        {
            return "unknown: not all matrices were tried";
        }

        var all = (Rational.One / Others[0].Number.Value.LastDigit).Floor() + 1;
        var power = Rational.Max(Rational.Zero, Rational.One - new Rational(found.Values, all));
        return $"{NumberText.Fixed(power * 100, 0, 1)} % of the values of {Others[0].Metric.Name} with so many digits are possible for no matrix with this accuracy";
    }

    private Judgement With(Verdict verdict, string power, string reason, string measured = "no matrix") => new(
        verdict, Shown, Published.Value.Interval, Published.Value.Unit.Name, new(measured, null), reason,
        [
            new("printed", Shown),
            new("must be", $"one confusion matrix over {Of}: right items / {Items}, and {Names}"),
            new("power", power),
            new("rule", $"some matrix gives {Both}: consistent; none does: inconsistent"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict is Verdict.Inconsistent ? $"no matrix gives {Both}" : verdict.Word),
        ]);
}
