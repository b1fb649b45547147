using Recount.Claims.Fits;
using Recount.Fitting;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Detectors;

/// <summary>What the detectors of one claim look at.</summary>
/// <param name="Vector">The published vector, for detectors that look at one.</param>
/// <param name="Gives">The quantity, for those that look at one; with its text.</param>
/// <param name="Printed">The published interval of the quantity.</param>
/// <param name="Jitter">How coarsely a column was read, as a share of its numbers: from a figure, for example.</param>
internal sealed record Examination(
    DeclaredFit Declared, IReadOnlyList<(string Column, string Word)> Words, DeclaredVector? Vector, Expression? Gives, string Text, UncertaintyBy By,
    PrintedNumber? Printed, double Level, IReadOnlyList<DeclaredFit> Others, (string Column, double Share)? Jitter, IReadOnlyList<PrintedNumber> Numbers)
{
    public DataTable Table => FitRows.Of(Declared, Words);

    public Fit Fit => Declared.To(Table);

    public Quantity Quantity => Declared.Quantity(Gives!, Numbers);

    /// <summary>True where the claim has what a detector looks at.</summary>
    public bool Has(Sight sight) => sight switch
    {
        Sight.Vector => Vector is not null,
        Sight.Interval => Printed is not null,
        Sight.Parameter => Gives is Expression.Input { Index: var i } && i < Declared.Parameters.Count && Declared.Parameters[i].Fixed is null,
        _ => Gives is not null,
    };

    /// <summary>What a finding of a detector is about.</summary>
    public string Subject(Sight sight) => sight switch
    {
        Sight.Vector => $"vector {Vector!.Name}",
        Sight.Interval => Printed!.Value.Text,
        _ => Text,
    };

    /// <summary>All values that a component of the vector can have been before it was rounded.</summary>
    public IReadOnlyList<(double Low, double High)> Box
    {
        get
        {
            var box = Vector!.Numbers.Select(n => n.Value.Interval ?? Interval.Point(n.Value.Value)).ToList();
            return
            [
                .. Vector.Formulas.Select(f =>
                {
                    var outer = Enclosure.Of(f, box).Outer;
                    return (outer.Lo.Value?.Doubles().Low ?? double.NegativeInfinity, outer.Hi.Value?.Doubles().High ?? double.PositiveInfinity);
                }),
            ];
        }
    }

    /// <summary>The names of components for which some values lie outside what prints as the vector.</summary>
    public IReadOnlyList<string> Missed(IReadOnlyList<double> values) =>
        [.. Box.Zip(values).Select((x, i) => (x.First, x.Second, Declared.Parameters[i].Name)).Where(x => x.Second < x.First.Low || x.Second > x.First.High).Select(x => x.Name)];
}
