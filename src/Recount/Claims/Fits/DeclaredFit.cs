using System.Collections.Concurrent;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Fits;

/// <summary>A fit as a spec declares it: a model of some data, what a miss costs, where the search begins, and the vectors that were published for it.</summary>
/// <param name="Text">The model as written.</param>
/// <param name="Model">Its inputs are the parameters and then <paramref name="Columns"/>.</param>
/// <param name="Observed">Over the columns alone, with the same inputs.</param>
/// <param name="Weights">Likewise; null: all rows count one.</param>
/// <param name="LogResiduals">The logarithms of what was observed and of the model are compared.</param>
/// <param name="Mean">The mean of the losses is minimised, not their sum.</param>
/// <param name="Starts">Values of the parameters that are searched, as they are searched; none where every fit begins at a vector.</param>
/// <param name="StartsAt">The vectors that are among the starts.</param>
/// <param name="Vectors">Published or other vectors by name.</param>
/// <param name="Held">The printed numbers at which parameters are held.</param>
public sealed record DeclaredFit(
    string Name, DeclaredData Data, string Text, Expression Model, IReadOnlyList<FitParameter> Parameters, IReadOnlyList<string> Columns, Expression Observed,
    Expression? Weights, bool LogResiduals, Loss Loss, bool Mean, IReadOnlyList<double[]> Starts, Optimiser Optimiser, Resampling? Resampling, Sample Sample,
    IReadOnlyList<string> StartsAt, IReadOnlyDictionary<string, DeclaredVector> Vectors, IReadOnlyList<PrintedNumber> Held)
{
    private readonly ConcurrentDictionary<string, Fit> _fits = new(StringComparer.Ordinal);

    /// <summary>The fit to some rows of its data; made once for each choice of rows.</summary>
    public Fit To(DataTable rows) => _fits.GetOrAdd(string.Join(' ', rows.Index), _ => new(Problem(rows), Starts, Optimiser, Resampling));

    /// <summary>The problem that a table poses.</summary>
    /// <exception cref="ArgumentException">A column is no number.</exception>
    public FitProblem Problem(DataTable rows)
    {
        double[] Of(Expression expression) => rows.Of(OfColumns(expression), Columns);
        var model = Fitting.Models.Model.Of(Model, Parameters.Count, [.. Columns.Select(c => rows[c])], rows.Rows);
        var observed = Of(Observed);
        return new(
            LogResiduals ? model.Ln() : model, Parameters, LogResiduals ? [.. observed.Select(v => Math.Log(v))] : observed, Loss, Weights is null ? [] : Of(Weights),
            Mean ? 1.0 / rows.Rows : 1);
    }

    /// <summary>An expression over columns, its inputs counted without the parameters.</summary>
    public Expression OfColumns(Expression expression) => expression.Replace(i => new Expression.Input(i - Parameters.Count));

    /// <summary>A quantity of this fit whose printed numbers have these values.</summary>
    /// <param name="gives">Inputs are the parameters and then the numbers.</param>
    public Quantity Quantity(Expression gives, IReadOnlyList<Rational> numbers) => new(
        gives.Replace(i => i < Parameters.Count ? new Expression.Input(i) : new Expression.Number("", numbers[i - Parameters.Count])), Parameters.Count);

    /// <summary>The same at the printed digits.</summary>
    public Quantity Quantity(Expression gives, IReadOnlyList<PrintedNumber> numbers) => Quantity(gives, [.. numbers.Select(n => n.Value.Value)]);

    /// <summary>An expression with the names of parameters and columns, as a text.</summary>
    public string Print(Expression? expression) => expression?.Print(i => i < Parameters.Count ? Parameters[i].Name : Columns[i - Parameters.Count]) ?? "";

    /// <summary>The index of a parameter, or null.</summary>
    public int? IndexOf(string parameter) => Parameters.ToList().FindIndex(p => p.Name == parameter) is >= 0 and var index ? index : null;
}

/// <summary>A value for every parameter of a fit.</summary>
/// <param name="Values">In the order of the parameters.</param>
/// <param name="Formulas">Each value as a formula over <paramref name="Numbers"/>, so that rounding can be followed.</param>
public sealed record DeclaredVector(string Name, IReadOnlyList<double> Values, IReadOnlyList<Expression> Formulas, IReadOnlyList<PrintedNumber> Numbers);
