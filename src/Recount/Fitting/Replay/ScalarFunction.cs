using Recount.Fitting.Objectives;

namespace Recount.Fitting.Replay;

/// <summary>An objective with its gradient, evaluated once where both are asked for at one point, and counted as SciPy counts.</summary>
/// <param name="difference">The step of forward differences; null for the exact gradient.</param>
internal sealed class ScalarFunction(Objective objective, double? difference)
{
    private readonly double[] _scratch = new double[objective.Free];
    private double[]? _at;
    private double[]? _gradient;
    private double _value;

    public int Evaluations { get; private set; }

    public double Value(double[] x)
    {
        if (_at is null || !_at.AsSpan().SequenceEqual(x))
        {
            var gradient = new double[x.Length];
            (_value, _at) = (objective.At(x, gradient), [.. x]);
            _gradient = difference is null ? gradient : null;
            Evaluations++;
        }

        return _value;
    }

    /// <summary>The caller's to keep, not to write to.</summary>
    public double[] Gradient(double[] x)
    {
        var value = Value(x);
        return _gradient ??= [.. x.Select((v, i) => Slope(x, i, value, difference!.Value))];
    }

    private double Slope(double[] x, int i, double value, double step)
    {
        double[] beside = [.. x];
        beside[i] = x[i] + step;
        if (beside[i] == x[i])
        {
            beside[i] = x[i] + (1.4901161193847656e-08 * (x[i] >= 0 ? 1 : -1) * Math.Max(1, Math.Abs(x[i])));
        }

        Evaluations++;
        return (objective.At(beside, _scratch) - value) / (beside[i] - x[i]);
    }
}
