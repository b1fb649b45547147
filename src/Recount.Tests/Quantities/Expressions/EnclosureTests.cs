using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Quantities.Expressions;

public class EnclosureTests
{
    [Theory]
    [InlineData("x/(y + x)", "[0.275, 0.285]", "[0.335, 0.345]", "0.443548", "0.459677", "[]")]
    [InlineData("x - x", "[0, 1]", "[0, 0]", "0", "0", "[]")]
    [InlineData("x*(1 - x)", "[0, 1]", "[0, 0]", "0", "0.25", "[]")]
    [InlineData("(x - 1)^-2", "[0, 0.5]", "[0, 0]", "1", "4", "[]")]
    [InlineData("(x - 1)^(1 + 1)", "[0, 1.1]", "[0, 0]", "-inf", "inf", "()")]
    [InlineData("1/x", "[-1, 1]", "[0, 0]", "-inf", "inf", "()")]
    [InlineData("ln(x)", "[0, 1]", "[0, 0]", "-inf", "0", "(]")]
    [InlineData("x^2", "(1, 2)", "[0, 0]", "1", "4", "()")]
    [InlineData("min(x, 3)", "[2, 4)", "[0, 0]", "2", "3", "[]")]
    [InlineData("x", "(0, 1]", "[0, 0]", "0", "1", "(]")]
    [InlineData("abs(x)", "[-1, 2]", "[0, 0]", "0", "2", "[]")]
    [InlineData("max(x, y)", "[0, 1]", "[0.5, 0.7]", "0.5", "1", "[]")]
    [InlineData("median(x, y, 0.6)", "[0, 1]", "[0.5, 0.7]", "0.5", "0.7", "[]")]
    public void A_range_is_tight_and_its_ends_belong_to_it_or_not(string formula, string x, string y, string low, string high, string ends)
    {
        var outer = Enclosure.Of(Bound(formula), [Interval(x), Interval(y)]).Outer;

        AssertNear(low, outer.Lo);
        AssertNear(high, outer.Hi);
        Assert.Equal(ends, $"{(outer.Lo.Open ? '(' : '[')}{(outer.Hi.Open ? ')' : ']')}");
    }

    [Fact]
    public void A_power_that_straddles_zero_is_never_cut_short()
    {
        // 1/(x - y) has no bounds when the two ranges touch: nothing is disjoint from it.
        var outer = Enclosure.Of(Bound("(x - y)^-1"), [Interval("[0.5005, 0.5015]"), Interval("[0.5015, 0.5025]")]).Outer;
        Assert.True(outer.Contains(-1100));
    }

    [Theory]
    [InlineData("9^9^9")]
    [InlineData("2^2^2^2^2^2^2")]
    [InlineData("exp(exp(exp(x)))")]
    [InlineData("x^1000000000")]
    [InlineData("(x - 1)^4000")]
    [InlineData("1/(x - x)")]
    [InlineData("sqrt(ln(x - 5))")]
    [InlineData("abs((x-1)^30*(x-0.9)^30*(x-0.8)^30*(x-0.7)^30*(x-0.6)^30*(x-0.5)^30)")]
    public void Hostile_formulas_end_within_the_step_budget(string formula)
    {
        var expression = Bound(formula);
        var enclosure = Enclosure.Of(expression, [Interval("[0.3, 1.2]"), Interval("[0, 0]")]);
        var value = Reading.Of(expression, [Exact.Of(1), Exact.Of(0)]);

        Assert.True(value.Why is not null || !enclosure.Outer.IsDisjointFrom(value.Interval));
    }

    [Fact]
    public void Elementary_functions_enclose_what_series_give()
    {
        // e = sum 1/n! and ln 2 = sum 1/(n 2^n), to more digits than a double has.
        var (e, term) = (Rational.Zero, Rational.One);
        for (var n = 1; n < 40; n++)
        {
            (e, term) = (e + term, term / n);
        }

        var ln2 = Enumerable.Range(1, 120).Aggregate(Rational.Zero, (sum, n) => sum + (Rational.One / (n * Rational.Power(2, n))));
        AssertInside(e, Exact.Exp(Exact.Of(1)));
        AssertInside(ln2, Exact.Ln(Exact.Of(2)));
        AssertInside(2, Exact.Exp(Exact.Ln(Exact.Of(2))));
        AssertInside(e, Exact.Power(Exact.Exp(Exact.Of(2)), Exact.Of(new Rational(1, 2))));
        Assert.Equal(new Rational(3, 7), Exact.Sqrt(Exact.Of(new Rational(9, 49))).Low);
    }

    internal static Expression Bound(string formula)
    {
        Expression Bind(Expression node) => node switch
        {
            Expression.Reference { Name: "x" } => new Expression.Input(0),
            Expression.Reference { Name: "y" } => new Expression.Input(1),
            Expression.Negate n => new Expression.Negate(Bind(n.Operand)),
            Expression.Binary b => b with { Left = Bind(b.Left), Right = Bind(b.Right) },
            Expression.Call c => c with { Arguments = [.. c.Arguments.Select(Bind)] },
            _ => node,
        };
        return Bind(Formula.Parse(formula, out _)!.Terms[0]);
    }

    private static Interval Interval(string text)
    {
        var ends = text[1..^1].Split(',');
        return new(new(Rational.Parse(ends[0].Trim()), text[0] == '('), new(Rational.Parse(ends[1].Trim()), text[^1] == ')'));
    }

    private static void AssertNear(string expected, End end)
    {
        if (expected.EndsWith("inf", StringComparison.Ordinal))
        {
            Assert.Null(end.Value);
            return;
        }

        Assert.Equal(double.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), end.Value!.Value.ToDouble(), 1e-6);
    }

    private static void AssertInside(Rational truth, Exact value) =>
        Assert.True(value.Low <= truth && truth <= value.High && value.High - value.Low < Rational.Ten(-14), $"{truth.ToDouble()} is not in {value.Low.ToDouble()} to {value.High.ToDouble()}");
}
