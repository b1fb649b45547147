using CsCheck;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;
using Recount.Tests.Quantities.Expressions;

namespace Recount.Tests.Fitting;

/// <summary>Fits of squares: slopes, weights, transforms, and searches that must not pretend.</summary>
public class LevenbergMarquardtTests
{
    private static readonly double[] X = [.. Enumerable.Range(1, 40).Select(i => i / 4.0)];
    private static readonly double[] Wave = [.. X.Select((x, i) => Math.Exp(0.2 * x) + Math.Cos(3 * i))];

    [Fact]
    public void Slopes_row_by_row_sum_to_the_gradient()
    {
        var compared = 0;
        Gen.Select(RandomFormulas.Expressions, Gen.Int[-8, 12].Array[2], Gen.Int[-8, 12].Array[4]).Sample((expression, quarters, rows) =>
        {
            if (expression.Nodes().OfType<Expression.Call>().Any(c => c.Function is "sum" or "mean" or "median" or "count"))
            {
                return;
            }

            double[] point = [quarters[0] / 4.0, quarters[1] / 4.0], column = [.. rows.Select(r => r / 4.0)];
            var model = Model.Of(expression, 2, [column], column.Length);
            var (reverse, forward) = (new Adjoint(model), new Jacobian(model));
            double[] expected = [.. reverse.At(point)], values = new double[4], slopes = new double[4], weights = new double[4], gradient = new double[2];
            forward.At(point, values);
            Assert.Equal(expected, values);
            for (var parameter = 0; parameter < 2; parameter++)
            {
                forward.Column(parameter, slopes);
                for (var row = 0; row < 4; row++)
                {
                    Array.Clear(weights);
                    weights[row] = 1;
                    reverse.Gradient(weights, gradient);
                    if (double.IsFinite(values[row]) && double.IsFinite(gradient[parameter]) && double.IsFinite(slopes[row]))
                    {
                        Interlocked.Increment(ref compared);
                        // Large terms may cancel: what is left of them is noise that the two ways share no bits of.
                        Assert.Equal(gradient[parameter], slopes[row], 1e-5 * (1 + Math.Abs(gradient[parameter])));
                    }
                }
            }
        }, iter: 3_000);
        Assert.True(compared > 5_000, $"{compared} slopes were compared");
    }

    [Fact]
    public void Weights_are_repetitions_and_the_scale_changes_nothing_else()
    {
        double[] weights = [.. X.Select((_, i) => (double)(i % 3))];
        var often = Enumerable.Range(0, X.Length).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        var weighted = LevenbergMarquardt.Minimise(Growth(X, Wave, weights), [0, 0.1]);
        var repeated = LevenbergMarquardt.Minimise(Growth([.. often.Select(i => X[i])], [.. often.Select(i => Wave[i])], []), [0, 0.1]);
        var scaled = LevenbergMarquardt.Minimise(Growth(X, Wave, weights) with { Scale = 1e-12 }, [0, 0.1]);

        Assert.All([weighted, repeated, scaled], s => Assert.IsType<Solution.Converged>(s));
        Assert.Equal(repeated.Value, weighted.Value, 12);
        Assert.Equal(repeated.Value, scaled.Value / 1e-12, repeated.Value * 1e-12);
        Assert.All(repeated.Point.Zip(weighted.Point).Concat(repeated.Point.Zip(scaled.Point)), p => Assert.Equal(p.First, p.Second, 11));
    }

    [Fact]
    public void It_ends_where_Bfgs_ends()
    {
        var problem = Growth(X, Wave, []);
        var (own, other) = (LevenbergMarquardt.Minimise(problem, [0, 0.1]), Bfgs.Minimise(new(problem), [0, 0.1]));

        Assert.Equal(other.Value, own.Value, 1e-12 * own.Value);
        Assert.All(own.Point.Zip(other.Point), p => Assert.Equal(p.First, p.Second, 10));
        Assert.InRange(own.Gradient, 0, 1e-13);
    }

    [Fact]
    public void Fixed_parameters_stay_and_logarithms_keep_others_positive()
    {
        var y = X.Select(x => 2 * Math.Pow(x, 0.7)).ToArray();
        var problem = new FitProblem(Fits.Model("c * a * x^b", ["a", "b", "c"], ("x", X)), [new("a", true), new("b"), new("c", Fixed: 4)], y, new Loss.Squares(), []);
        var objective = new Objective(problem);
        var solution = Assert.IsType<Solution.Converged>(LevenbergMarquardt.Minimise(problem, objective.Point([1, 1, 4])));

        Assert.Equal([0.5, 0.7, 4], objective.Parameters(solution.Point).Select(p => Math.Round(p, 13)));
    }

    [Fact]
    public void Parameters_that_the_rows_do_not_tell_apart_are_no_coefficients()
    {
        var problem = new FitProblem(Fits.Model("(a + b) * x", ["a", "b"], ("x", X)), [new("a"), new("b")], Wave, new Loss.Squares(), []);

        Assert.Equal("the rows do not tell the parameters apart", Assert.IsType<Solution.Stalled>(LevenbergMarquardt.Minimise(problem, [0, 1])).Why);
    }

    [Theory]
    [InlineData(0, "a parameter may have no finite best value")]
    [InlineData(0.01, "no step lowers the objective")]
    public void A_parameter_that_runs_away_stalls(double noise, string why)
    {
        // The best b is minus infinity: a step from 0 to 1 behind the first row.
        double[] y = [.. X.Select((_, i) => (i == 0 ? 0 : 1) + (noise * Math.Abs(Math.Cos(3 * i))))];
        var problem = new FitProblem(Fits.Model("(3 - 2) - exp(b * (x - 0.25))", ["b"], ("x", X)), [new("b")], y, new Loss.Squares(), []);

        Assert.Equal(why, Assert.IsType<Solution.Stalled>(LevenbergMarquardt.Minimise(problem, [-1])).Why);
    }

    [Fact]
    public void What_it_cannot_do_it_says()
    {
        var problem = Growth(X, Wave, []);

        Assert.Throws<ArgumentException>(() => LevenbergMarquardt.Minimise(problem with { Loss = new Loss.Huber(1) }, [0, 0.1]));
        Assert.Throws<ArgumentException>(() => LevenbergMarquardt.Minimise(problem with { Weights = [.. X.Select((_, i) => i - 1.0)] }, [0, 0.1]));
        Assert.Equal("there are fewer rows than parameters", Assert.IsType<Solution.Stalled>(LevenbergMarquardt.Minimise(Growth([1], [1], []), [0, 0.1])).Why);
        Assert.Equal("the model has no value at the start", Assert.IsType<Solution.Stalled>(LevenbergMarquardt.Minimise(
            new(Fits.Model("ln(a) * x", ["a"], ("x", X)), [new("a")], X, new Loss.Squares(), []), [-1])).Why);
    }

    private static FitProblem Growth(double[] x, double[] y, double[] weights) =>
        new(Fits.Model("a * exp(b * x)", ["a", "b"], ("x", x)), [new("a", true), new("b")], y, new Loss.Squares(), weights);
}
