using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting.Certified;

/// <summary>
/// Seven problems of our own against minima computed in 96 digits from the same doubles, from a near and a far start. The digits that are asked for are those that doubles
/// can give: a residual of size r carries the rounding of the values that it is a difference of, and an ill-conditioned problem multiplies that; a search
/// by gradients alone sees the square of the condition.
/// </summary>
public class OwnProblems
{
    private static readonly Reference[] All =
    [
        Of("a polynomial of degree 6", "b0 + b1*x + b2*x^2 + b3*x^3 + b4*x^4 + b5*x^5 + b6*x^6", Range(30, 1, 7), [40, -60, 35, -10, 1.5, -0.1, 0.003], [0, 0, 0, 0, 0, 0, 0], 0.3),
        Of("an exponential decay", "a * exp(-b * x) + c", Range(25, 0, 12), [5, 0.4, 1.2], [1, 2, 0], 0.05),
        Of("a sum of two exponentials", "a * exp(-b * x) + c * exp(-d * x)", Range(40, 0, 8), [3, 0.3, 5, 1.5], [1, 0.05, 1, 4], 0.02),
        Of("a power law with an offset", "E + A / x^alpha", [.. Range(30, 6, 10.5).Select(p => Math.Round(Math.Pow(10, p)))], [1.7, 400, 0.34], [1, 20, 0.1], 0.01, "A", "E"),
        Of("a rational function", "(p + q*x + r*x^2) / (1 + s*x + t*x^2)", Range(40, -2, 9), [2, 1, 0.3, -0.1, 0.2], [1, 0, 0, 0, 0.1], 0.05),
        Of("a logistic curve", "L / (1 + exp(b - c * x))", Range(20, 0, 14), [180, 3, 0.6], [100, 2, 0.2], 2),
        Of(Worst, "b0 + x*(b1 + x*(b2 + x*(b3 + x*(b4 + x*(b5 + x*(b6 + x*(b7 + x*(b8 + x*(b9 + x*b10)))))))))", Range(80, 3, 9),
            [-1467, 2772, -2316, 1128, -354, 75.1, -10.9, 1.06, -0.067, 0.00247, -0.0000403], new double[11], 0.003),
    ];

    // As NIST's Filip: the columns of its slopes are alike to ten digits.
    private const string Worst = "a polynomial of degree 10";

    private static readonly Dictionary<string, (double[] Parameters, double Squares)> Certified = All.ToDictionary(r => r.Title, r => r.Certify());

    public static TheoryData<string, bool> Starts => [.. All.SelectMany(r => new[] { (r.Title, false), (r.Title, true) })];

    public static TheoryData<string, bool> MilderStarts => [.. All.Where(r => r.Title != Worst).SelectMany(r => new[] { (r.Title, false), (r.Title, true) })];

    [Theory]
    [MemberData(nameof(Starts))]
    public void Levenberg_and_Marquardt_reach_the_certified_digits(string title, bool isFar)
    {
        var reference = All.Single(r => r.Title == title);
        var objective = new Objective(reference.Problem);
        var solution = LevenbergMarquardt.Minimise(reference.Problem, objective.Point(isFar ? reference.Far : reference.Near));

        Assert.IsType<Solution.Converged>(solution);
        Check(reference, objective.Parameters(solution.Point), solution.Value, title == Worst ? 7 : title == All[0].Title ? 11 : 13, title == Worst ? 7 : 12);
    }

    [Theory]
    [MemberData(nameof(MilderStarts))]
    public void Bfgs_reaches_them_where_the_square_of_the_condition_leaves_any(string title, bool isFar)
    {
        var reference = All.Single(r => r.Title == title);
        var objective = new Objective(reference.Problem);
        var solution = Bfgs.Minimise(objective, objective.Point(isFar ? reference.Far : reference.Near));

        Assert.IsType<Solution.Converged>(solution);
        Check(reference, objective.Parameters(solution.Point), solution.Value, title == All[0].Title ? 10 : 13, 12);
    }

    [Theory]
    [MemberData(nameof(MilderStarts))]
    public void MathNet_s_search_agrees(string title, bool isFar)
    {
        // It multiplies the slopes with themselves: half the digits on a polynomial, and none on the worst one.
        var reference = All.Single(r => r.Title == title);
        var jacobian = new Jacobian(reference.Problem.Model);
        Vector<double> Values(Vector<double> p, Vector<double> x)
        {
            var values = new double[x.Count];
            jacobian.At(p.AsArray(), values);
            return Vector<double>.Build.Dense(values);
        }

        var model = ObjectiveFunction.NonlinearModel(Values, Vector<double>.Build.Dense(reference.X), Vector<double>.Build.Dense(reference.Y));
        var found = new LevenbergMarquardtMinimizer(1e-3, 1e-15, 1e-15, 1e-15, 1000).FindMinimum(model, Vector<double>.Build.Dense(isFar ? reference.Far : reference.Near));

        Check(reference, [.. found.MinimizingPoint], found.ModelInfoAtMinimum.Value, title == All[0].Title ? 5 : 8, 10);
    }

    private static void Check(Reference reference, double[] parameters, double squares, double least, double leastOfSquares)
    {
        var certified = Certified[reference.Title];
        var (digits, ofSquares) = (Digits.Least(certified.Parameters, parameters), Digits.Of(certified.Squares, squares));
        TestContext.Current.TestOutputHelper!.WriteLine($"{reference.Title}: {digits:0.0} digits of the parameters, {ofSquares:0.0} of the squares");

        Assert.InRange(digits, least, 15);
        Assert.InRange(ofSquares, leastOfSquares, 15);
    }

    // Observed: the model at the parameters, and a wave that no model here can follow, rounded to six decimals.
    private static Reference Of(string title, string formula, double[] x, double[] near, double[] far, double noise, params string[] logs)
    {
        var names = formula.Split([.. "+-*/^() ,"], StringSplitOptions.RemoveEmptyEntries).Where(n => char.IsLetter(n[0]) && n is not ("x" or "exp")).Distinct().ToArray();
        var values = new double[x.Length];
        new Jacobian(Fits.Model(formula, names, ("x", x))).At([.. names.Select(n => near[Array.IndexOf(names, n)])], values);
        double[] y = [.. values.Select((v, i) => Math.Round(v + (noise * Math.Sin(37.0 * (i + 1) * (i + 1))), 6))];
        return new(title, formula, names, x, y, near, far, logs);
    }

    private static double[] Range(int count, double from, double to) => [.. Enumerable.Range(0, count).Select(i => Math.Round(from + ((to - from) * i / (count - 1)), 4))];
}
