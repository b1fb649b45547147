using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting;

/// <summary>Minima that are known otherwise.</summary>
public class MinimumTests
{
    private static readonly double[] X = [.. Enumerable.Range(1, 40).Select(i => i / 4.0)];

    [Fact]
    public void A_line_by_least_squares_is_the_closed_form()
    {
        var y = X.Select((x, i) => 3 - (0.5 * x) + (0.3 * Math.Sin(7 * i))).ToArray();
        var solution = Bfgs.Minimise(new(new(Fits.Model("a + b * x", ["a", "b"], ("x", X)), [new("a"), new("b")], y, new Loss.Squares(), [])), [0, 0]);
        var (intercept, slope) = MathNet.Numerics.LinearRegression.SimpleRegression.Fit(X, y);

        Assert.IsType<Solution.Converged>(solution);
        Assert.Equal(intercept, solution.Point[0], 9);
        Assert.Equal(slope, solution.Point[1], 9);
    }

    [Fact]
    public void A_constant_by_absolute_deviation_is_the_median()
    {
        var y = X.Select((_, i) => Math.Exp(Math.Sin(5 * i))).Take(39).ToArray();
        var problem = new FitProblem(Fits.Model("a + 0 * x", ["a"], ("x", X[..39])), [new("a")], y, new Loss.Huber(1e-7), []);
        var solution = Bfgs.Minimise(new(problem), [0]);

        Assert.Equal(y.Order().ElementAt(19), solution.Point[0], 6);
    }

    [Fact]
    public void Weights_are_repetitions()
    {
        double[] weights = [.. X.Select((_, i) => (double)(i % 3))];
        var y = X.Select((x, i) => Math.Exp(0.2 * x) + Math.Cos(3 * i)).ToArray();
        var often = Enumerable.Range(0, X.Length).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        foreach (var loss in new Loss[] { new Loss.Squares(), new Loss.Huber(0.3) })
        {
            FitProblem Of(double[] x, double[] observed, double[] weigh) =>
                new(Fits.Model("a * exp(b * x)", ["a", "b"], ("x", x)), [new("a", true), new("b")], observed, loss, weigh);
            var weighted = Bfgs.Minimise(new(Of(X, y, weights)), [0, 0.1]);
            var repeated = Bfgs.Minimise(new(Of([.. often.Select(i => X[i])], [.. often.Select(i => y[i])], [])), [0, 0.1]);

            Assert.Equal(repeated.Value, weighted.Value, 12);
            Assert.All(repeated.Point.Zip(weighted.Point), p => Assert.Equal(p.First, p.Second, 6));
        }
    }

    [Fact]
    public void MathNet_finds_the_same_minimum_of_a_curved_valley()
    {
        // A Rosenbrock valley as a fit: residuals 10 (b - a^2) and 1 - a.
        var model = Fits.Model("u * 10 * (b - a^2) + (1 - u) * (1 - a)", ["a", "b"], ("u", [1, 0]));
        var objective = new Objective(new(model, [new("a"), new("b")], [0, 0], new Loss.Squares(), []));
        var own = Bfgs.Minimise(objective, [-1.2, 1]);
        var (value, gradient) = (0.0, new double[2]);
        var theirs = new BfgsMinimizer(1e-10, 1e-10, 1e-10).FindMinimum(
            ObjectiveFunction.Gradient(p => ((value = objective.At(p.AsArray(), gradient)), Vector<double>.Build.DenseOfArray(gradient))), Vector<double>.Build.Dense([-1.2, 1]));

        Assert.IsType<Solution.Converged>(own);
        Assert.Equal(theirs.MinimizingPoint[0], own.Point[0], 5);
        Assert.Equal([1.0, 1.0], own.Point.Select(p => Math.Round(p, 7)));
    }

    [Fact]
    public void Fixed_parameters_stay_and_logarithms_keep_others_positive()
    {
        var y = X.Select(x => 2 * Math.Pow(x, 0.7)).ToArray();
        var objective = new Objective(new(Fits.Model("c * a * x^b", ["a", "b", "c"], ("x", X)), [new("a", true), new("b"), new("c", Fixed: 4)], y, new Loss.Squares(), []));
        var solution = Bfgs.Minimise(objective, objective.Point([1, 1, 4]));

        Assert.Equal(2, objective.Free);
        Assert.Equal([0.5, 0.7, 4], objective.Parameters(solution.Point).Select(p => Math.Round(p, 7)));
    }

    [Fact]
    public void A_start_without_a_value_stalls_and_says_so() => Assert.Equal("the model has no value at the start", Assert.IsType<Solution.Stalled>(
        Bfgs.Minimise(new(new(Fits.Model("ln(a) * x", ["a"], ("x", X)), [new("a")], X, new Loss.Squares(), [])), [-1])).Why);

    [Fact]
    public void Absolute_values_of_what_has_no_value_are_no_end_of_a_search()
    {
        // The first steps lead to where x^a is beyond all numbers.
        double[] x = [.. X.Select(v => Math.Exp(v))], y = [.. X.Select((v, i) => 1 + (0.7 * v) + (0.1 * Math.Sin(7 * i)))];
        var problem = new FitProblem(Fits.Model("k * x^a", ["k", "a"], ("x", x)).Ln(), [new("k", true), new("a")], y, new Loss.Absolute(), []);

        Assert.True(double.IsNaN(new Loss.Absolute().Sum([1, double.NaN], [], new double[2], new double[2])));
        Assert.Equal(0.7, Assert.IsType<Solution.Converged>(new Optimiser.ToTheEnd().Minimise(problem, new(problem), [0, 0])).Point[1], 0.02);
    }

    [Fact]
    public void What_has_no_value_for_one_row_is_no_model() => Assert.Throws<ArgumentException>(() => Fits.Model("mean(x, a)", ["a"], ("x", X)));
}
