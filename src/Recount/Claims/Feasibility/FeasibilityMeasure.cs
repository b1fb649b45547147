using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Feasibility;

/// <summary>A printed accuracy and a printed macro F1 of the same items.</summary>
/// <param name="Published">The accuracy.</param>
/// <param name="MacroF1">The mean of the classes' F1.</param>
/// <param name="Classes">Items of each class.</param>
public sealed record FeasibilityMeasure(PrintedNumber Published, PrintedNumber MacroF1, IReadOnlyList<int> Classes) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => [MacroF1];

    private int Items => Classes.Sum();

    private string Shown => $"accuracy {Published.Shown} with macro F1 {MacroF1.Shown}";

    private string Of => $"classes of {string.Join(", ", Classes)}";

    public override Measurement Run()
    {
        var right = Published.Value.Interval is { IsBounded: true } interval ? Grim.Of(interval, Items) : new(0, Items);
        return new Measurement.Matrices(right, Confusion.Search(Classes, right, MacroF1.Value.Interval!, MacroF1.Value.LastDigit));
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var (right, found) = (Measurement.Matrices)measurement;
        var powerText = Power(found);
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(Shown), powerText, $"{Shown}, {Of}; they need not come from one matrix: {differs}.");
        }

        if (right.None)
        {
            return With(new Verdict.Inconsistent("The accuracy alone is impossible."), powerText,
                $"{Published.Shown} of {Items} items is no whole number of items. The accuracy alone is impossible.");
        }

        if (found.Witness is { } witness)
        {
            return With(new Verdict.Consistent(powerText), powerText,
                $"A matrix over {Of} gives both: {string.Join(", ", witness.Right)} right, {string.Join(", ", witness.Predicted)} predicted.", $"{witness.Right.Sum()} of {Items} right");
        }

        if (!found.Complete)
        {
            var most = NumberText.Fixed((System.Numerics.BigInteger)Confusion.MostSteps, 0);
            return With(new Verdict.NotTestable($"none: more than {most} matrices would have to be tried", "fewer items or classes"), powerText,
                $"{Shown}: too many matrices over {Of} to try.");
        }

        const string otherwise = "One of these must be otherwise: the accuracy, the F1, the classes, the way F1 is averaged (over classes, over runs?), or the data.";
        return With(new Verdict.Inconsistent(otherwise), powerText, $"No confusion matrix over {Of} gives {Shown}. {otherwise}");
    }

    // Which share of all values with so many digits this accuracy rules out.
    private string Power(Feasible found)
    {
        if (!found.Complete)
        {
            return "unknown: not all matrices were tried";
        }

        var all = (Rational.One / MacroF1.Value.LastDigit).Floor() + 1;
        var power = Rational.Max(Rational.Zero, Rational.One - new Rational(found.Values, all));
        return $"{NumberText.Fixed(power * 100, 0, 1)} % of the values of F1 with so many digits are possible for no matrix with this accuracy";
    }

    private Judgement With(Verdict verdict, string power, string reason, string measured = "no matrix") => new(
        verdict, Shown, Published.Value.Interval, Published.Value.Unit.Name, new(measured, null), reason,
        [
            new("printed", Shown),
            new("must be", $"one confusion matrix over {Of}: right items / {Items}, and the mean of 2 right / (items + predicted)"),
            new("power", power),
            new("rule", "some matrix gives both: consistent; none does: inconsistent"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict is Verdict.Inconsistent ? "no matrix gives both" : verdict.Word),
        ]);
}
