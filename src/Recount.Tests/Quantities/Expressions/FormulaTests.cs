using CsCheck;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Quantities.Expressions;

public class FormulaTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("2^3^2", "512")]
    [InlineData("-2^2", "-4")]
    [InlineData("(-2)^2", "4")]
    [InlineData("2^-1", "0.5")]
    [InlineData("8/4/2", "1")]
    [InlineData("1 - 2 - 3", "-4")]
    [InlineData("− 3 × 2", "-6")]
    [InlineData("400M / 1K", "400000")]
    [InlineData("50% * 8", "4")]
    [InlineData("1.5e3", "1500")]
    [InlineData("abs(-3) + min(4, 5) + max(1, 2)", "9")]
    [InlineData("median(3, 1, 2) + mean(1, 2) + count(7, 7, 7)", "6.5")]
    [InlineData("sqrt(9/16)", "0.75")]
    public void A_formula_has_this_value(string formula, string value)
    {
        var read = Reading.Of(Formula.Parse(formula, out _)!.Terms[0], Array.Empty<Exact>());
        Assert.Equal((Rational.Parse(value), Rational.Parse(value)), (read.Low, read.High));
    }

    [Fact]
    public void Bindings_print_as_they_are_read() => RandomFormulas.Expressions.Sample(expression =>
    {
        var printed = expression.Print(i => $"n{i}");
        var parsed = Formula.Parse(printed, out var mistake);
        Assert.True(parsed is not null, $"{printed}: {mistake?.Message}");
        Assert.Equal(printed, parsed.Terms[0].Print());
    });

    [Theory]
    [InlineData("a.low <= a <= a.high")]
    [InlineData("t[BoolQ, \"two, words\"].score.low = [Model Size] * 2")]
    [InlineData("slope(t.x, t[*, a|b].y) > -1.5e-3")]
    public void Names_print_as_they_are_read(string text) => Assert.Equal(text, Formula.Parse(text, out _)!.Print());

    [Fact]
    public void Random_text_gives_a_formula_or_a_mistake_inside_it() =>
        Gen.String[Gen.OneOf([.. "abxy019.,()[]{}+-*/^<>=!%\"\n\t é∞ "]), 0, 40].Sample(text =>
        {
            var formula = Formula.Parse(text, out var mistake);
            Assert.True(formula is null != (mistake is null));
            Assert.True(mistake is null || (mistake.Offset >= 0 && mistake.Offset <= text.Length && mistake.Length >= 0));
        },
        iter: 20_000);
}
