using Recount.Costs;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Costs;

public class InverseTests
{
    private static double? Root(string formula, double at, double target)
    {
        var given = new Dictionary<string, Expression> { ["x"] = new Expression.Input(0) };
        return Inverse.Of(Derivation.Of("y", [given], [Law.Parse($"y = {formula}")])!.Expression, 0, [Rational.Of(at)], Rational.Of(target))?.ToDouble();
    }

    [Theory]
    [InlineData("6 * x", 1, 42, 7)]
    [InlineData("1/x", 1, 4, 0.25)]
    [InlineData("x * x + 1", 1, 10, 3)]
    [InlineData("5 - x", 1, 2, 3)]
    public void The_input_gives_the_target(string formula, double at, double target, double root) => Assert.Equal(root, Root(formula, at, target)!.Value, 1e-9);

    [Fact]
    public void A_pole_is_no_root() => Assert.Null(Root("1/(x - 3)", 1, -0.001));

    [Theory]
    [InlineData("x + 5", 1, 4)]
    [InlineData("max(x, 2)", 1, 1)]
    [InlineData("x/1e9", 1, 1)]
    public void What_is_not_passed_within_reach_is_not_found(string formula, double at, double target) => Assert.Null(Root(formula, at, target));
}
