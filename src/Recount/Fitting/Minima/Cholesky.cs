using System.Runtime.CompilerServices;

namespace Recount.Fitting.Minima;

/// <summary>The root L of a positive definite matrix L L', kept for solving. Holds its buffers.</summary>
internal sealed class Cholesky(int size)
{
    // A pivot of less than this share of its diagonal is rounding.
    private const double Least = 1e-13;

    private readonly double[] _root = new double[size * size];
    private readonly double[] _inverse = new double[size];
    private readonly double[] _half = new double[size];

    /// <summary>Takes a matrix, row after row, with a multiple of a scale added to its diagonal; false where that is not positive definite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(ReadOnlySpan<double> matrix, ReadOnlySpan<double> scale, double damping)
    {
        for (var i = 0; i < size; i++)
        {
            var row = _root.AsSpan(i * size, i + 1);
            for (var j = 0; j < i; j++)
            {
                var other = _root.AsSpan(j * size, j);
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < other.Length; k++)
                {
                    sum -= row[k] * other[k];
                }

                row[j] = sum * _inverse[j];
            }

            var own = matrix[(i * size) + i] + (damping > 0 ? damping * scale[i] : 0);
            var pivot = own;
            for (var k = 0; k < i; k++)
            {
                pivot -= row[k] * row[k];
            }

            if (!(pivot > Least * Math.Abs(own)))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
            _inverse[i] = 1 / row[i];
        }

        return true;
    }

    /// <summary>g' M^-1 g: twice the decrease that a parabola with this curvature and the gradient g promises.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Promise(ReadOnlySpan<double> g)
    {
        var promise = 0.0;
        for (var i = 0; i < size; i++)
        {
            var sum = g[i];
            for (var k = 0; k < i; k++)
            {
                sum -= _root[(i * size) + k] * _half[k];
            }

            _half[i] = sum * _inverse[i];
            promise += _half[i] * _half[i];
        }

        return promise;
    }

    /// <summary>s = M^-1 g, with its promise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Solve(ReadOnlySpan<double> g, Span<double> s)
    {
        var promise = Promise(g);
        for (var i = size - 1; i >= 0; i--)
        {
            var sum = _half[i];
            for (var k = i + 1; k < size; k++)
            {
                sum -= _root[(k * size) + i] * s[k];
            }

            s[i] = sum * _inverse[i];
        }

        return promise;
    }
}
