namespace Recount.Fitting.Minima;

/// <summary>How a search for a minimum ended. A closed family.</summary>
public abstract record Solution
{
    private Solution(double[] point, double value, double gradient, int steps) => (Point, Value, Gradient, Steps) = (point, value, gradient, steps);

    /// <summary>The free parameters, transforms applied.</summary>
    public double[] Point { get; }

    /// <summary>The objective there.</summary>
    public double Value { get; }

    /// <summary>
    /// The decrease that a further step could bring by the search's own model, as a share of the value: free of the scale of objective and
    /// parameters, and computed here, not taken from the search's word.
    /// </summary>
    public double Gradient { get; }

    public int Steps { get; }

    /// <summary>A stationary point to within what doubles can tell.</summary>
    public sealed record Converged(double[] At, double Least, double Slope, int Taken) : Solution(At, Least, Slope, Taken);

    /// <summary>Where another's program stops by a rule of its own: what its authors took for the minimum.</summary>
    /// <param name="Success">What that program calls success.</param>
    public sealed record Stopped(double[] At, double Least, double Slope, int Taken, string Why, bool Success) : Solution(At, Least, Slope, Taken);

    /// <summary>The search ended elsewhere; its point is no coefficient.</summary>
    public sealed record Stalled(double[] At, double Least, double Slope, int Taken, string Why) : Solution(At, Least, Slope, Taken);
}
