using System.Globalization;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Fits;

/// <summary>
/// What a quantity of a fit becomes as its printed data move within their rounding. The slope of the quantity in every number tells to which end each must
/// go; the fits at these two corners bound what was reached. That is no proof for what lies beyond, but whatever lies between has a witness.
/// </summary>
internal sealed class RoundingEnvelope
{
    // The share of the way to an end: some ends do not belong to what prints so.
    private const double NearTheEnd = 0.999;

    /// <summary>Of a number of a witness; all of them are shown.</summary>
    internal const int MostDigits = 12;

    private readonly Func<IReadOnlyList<double>, double> _fitted;
    private readonly Func<double, IReadOnlyList<(PrintedNumber Number, double Value)>> _numbers;

    private RoundingEnvelope(Func<IReadOnlyList<double>, double> fitted, Func<double, IReadOnlyList<(PrintedNumber, double)>> numbers)
    {
        (_fitted, _numbers) = (fitted, numbers);
        Range = (At(-1), At(1));
    }

    /// <summary>The lowest and the highest that was reached.</summary>
    public (double Low, double High) Range { get; }

    /// <summary>
    /// Printed data with which the quantity lies within some bounds, with no more digits than it takes; null where there are none on the way from corner to
    /// corner.
    /// </summary>
    public IReadOnlyList<(PrintedNumber Number, double Value)>? Within(double low, double high)
    {
        var (from, to) = (-1.0, 1.0);
        if (Range.High < low || Range.Low > high)
        {
            return null;
        }

        for (var i = 0; i < 60; i++)
        {
            var middle = (from + to) / 2;
            var value = At(middle);
            if (value >= low && value <= high)
            {
                return Shortest(_numbers(middle), low, high);
            }

            (from, to) = value < low ? (middle, to) : (from, middle);
        }

        return null;
    }

    private double At(double share) => _fitted([.. _numbers(share).Select(n => n.Value)]);

    // What a reader sees must give the number too.
    private List<(PrintedNumber Number, double Value)>? Shortest(IReadOnlyList<(PrintedNumber Number, double Value)> found, double low, double high)
    {
        for (var digits = 2; digits <= MostDigits; digits++)
        {
            List<(PrintedNumber Number, double Value)> rounded =
                [.. found.Select(n => (n.Number, double.Parse(n.Value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)))];
            if (rounded.All(n => n.Number.Value.Interval!.Contains(Rational.Of(n.Value))) && _fitted([.. rounded.Select(n => n.Value)]) is var value && value >= low && value <= high)
            {
                return rounded;
            }
        }

        return null;
    }

    /// <summary>The envelope; null where neither the data nor the numbers beside the parameters were rounded.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RoundingEnvelope? Of(DeclaredFit declared, DataTable table, IReadOnlyList<(string Column, string Word)> words, Expression gives,
        IReadOnlyList<PrintedNumber> numbers, CancellationToken stop)
    {
        // A number beside the parameters stands in no column.
        var printed = FitRows.Printed(declared, words).Concat(numbers.Select((n, i) => (Row: i, Column: "", Number: n))).Where(p =>
            p.Number.Value.Interval is { IsPoint: false, IsBounded: true })
            .Select(p => (p.Row, p.Column, p.Number, Low: p.Number.Value.Interval!.Lo.Value!.Value.ToDouble(), High: p.Number.Value.Interval!.Hi.Value!.Value.ToDouble())).ToList();
        if (printed.Count == 0)
        {
            return null;
        }

        var start = declared.To(table).Best(stop).Point;
        double Fitted(IEnumerable<(int Row, string Column, double Value)> moved)
        {
            stop.ThrowIfCancellationRequested();
            var all = moved.ToList();
            Rational[] own = [.. numbers.Select(n => n.Value.Value)];
            foreach (var (row, _, value) in all.Where(m => m.Column.Length == 0))
            {
                own[row] = Rational.Of(value);
            }

            var other = all.Where(m => m.Column.Length > 0).GroupBy(m => m.Column).Aggregate(table, (t, column) =>
            {
                double[] numbers = [.. t[column.Key]];
                foreach (var (row, _, value) in column)
                {
                    numbers[row] = value;
                }

                return t.With(column.Key, numbers);
            });
            var problem = declared.Problem(other);
            var objective = new Objective(problem);
            return declared.Quantity(gives, own).Of(objective.Parameters(declared.Optimiser.Minimise(problem, objective, start).Point));
        }

        var slopes = printed.Select(p => (Fitted([(p.Row, p.Column, p.High)]) - Fitted([(p.Row, p.Column, p.Low)])) switch { > 0 => 1, < 0 => -1, _ => 0 }).ToList();

        // -1: every number at the end that lowers the quantity; 0: as printed; 1: at the other.
        double Moved(int i, double share)
        {
            var (centre, side) = (printed[i].Number.Value.Value.ToDouble(), share * slopes[i] * NearTheEnd);
            return centre + (side > 0 ? side * (printed[i].High - centre) : side * (centre - printed[i].Low));
        }

        return new(values => Fitted(printed.Zip(values, (p, value) => (p.Row, p.Column, value))), share => [.. printed.Select((p, i) => (p.Number, Moved(i, share)))]);
    }
}
