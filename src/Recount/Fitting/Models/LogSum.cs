namespace Recount.Fitting.Models;

/// <summary>
/// The shape that scaling laws have: the logarithm of a sum of terms, each a product of parameters and of an exponential that is linear in other parameters,
/// such as <c>ln(E + A exp(-alpha ln N) + B exp(-beta ln D))</c>. Read from a model's operations; a model of another shape has none.
/// </summary>
internal sealed class LogSum
{
    private LogSum(List<Term> terms)
    {
        Terms = [.. terms];
        var (moments, parts) = (new List<Moment>(), new List<Part>());
        for (var t = 0; t < terms.Count; t++)
        {
            var own = moments.Count;
            moments.Add(new(t, own, null));
            parts.AddRange(terms[t].Scales.Select(p => new Part(p, own, true, 1)));
            foreach (var (parameter, feature) in terms[t].Slopes)
            {
                parts.Add(terms[t].IsFlat ? new(parameter, own, false, feature[0]) : new(parameter, moments.Count, false, 1));
                if (!terms[t].IsFlat)
                {
                    moments.Add(new(t, own, feature));
                }
            }
        }

        (Moments, Parts) = ([.. moments], [.. parts]);
    }

    /// <summary>At least one.</summary>
    public Term[] Terms { get; }

    /// <summary>What a derivative is made of, row by row: a term, or a term times a feature. Those of one term stand together.</summary>
    public Moment[] Moments { get; }

    /// <summary>Which moments a parameter's derivative takes.</summary>
    public Part[] Parts { get; }

    /// <summary>The shape of a model, or null.</summary>
    public static LogSum? Of(Model model)
    {
        var output = model.Nodes[model.Output];
        if (output.Operation != Model.Operation.Ln || !output.IsFree || model.Rows == 0)
        {
            return null;
        }

        var terms = new List<Term>();
        return Sum(model, output.A, 1, terms) ? new(terms) : null;
    }

    private static bool Sum(Model model, int index, double sign, List<Term> terms)
    {
        var node = model.Nodes[index];
        switch (node.Operation)
        {
            case Model.Operation.Add when node.IsFree:
                return Sum(model, node.A, sign, terms) && Sum(model, node.B, sign, terms);
            case Model.Operation.Subtract when node.IsFree:
                return Sum(model, node.A, sign, terms) && Sum(model, node.B, -sign, terms);
            default:
                var product = new Product(model, sign);
                if (!product.Take(index))
                {
                    return false;
                }

                terms.Add(product.Term());
                return true;
        }
    }

    /// <summary>One term: <c>Column * product of Scales * exp(Offset + sum of parameter * feature)</c>, row by row.</summary>
    /// <param name="Scales">Parameters that multiply it, none of them twice, nor among its slopes.</param>
    /// <param name="IsFlat">It is the same for all rows.</param>
    public sealed record Term(double[] Column, int[] Scales, (int Parameter, double[] Feature)[] Slopes, double[] Offset, bool IsFlat)
    {
        /// <summary>The product of the scales, or of all but one.</summary>
        public double Scale(ReadOnlySpan<double> parameters, int without = -1)
        {
            var scale = 1.0;
            foreach (var parameter in Scales)
            {
                scale *= parameter == without ? 1 : parameters[parameter];
            }

            return scale;
        }

        /// <summary>The value for all rows of a term that is flat, without its scales.</summary>
        public double Flat(ReadOnlySpan<double> parameters)
        {
            var exponent = Offset[0];
            foreach (var (parameter, feature) in Slopes)
            {
                exponent += parameters[parameter] * feature[0];
            }

            return Column[0] * (exponent == 0 ? 1 : Math.Exp(exponent));
        }
    }

    /// <param name="First">The first one of its term.</param>
    /// <param name="Feature">Null: one, and so in the first one alone.</param>
    public readonly record struct Moment(int Term, int First, double[]? Feature);

    /// <summary>A moment's part of a parameter's derivative.</summary>
    /// <param name="IsScale">The parameter is a factor of the term.</param>
    public readonly record struct Part(int Parameter, int Moment, bool IsScale, double Factor)
    {
        /// <summary>What the moment, scales included, is multiplied by.</summary>
        public double Of(ReadOnlySpan<double> parameters) => IsScale ? 1 / parameters[Parameter] : Factor;
    }

    // Collects the factors of one term.
    private sealed class Product(Model model, double sign)
    {
        private readonly double[] _column = Ones(model, sign);
        private readonly double[] _offset = Lanes.New(model.Rows);
        private readonly List<int> _scales = [];
        private readonly SortedDictionary<int, double[]> _slopes = [];

        public Term Term()
        {
            if (_slopes.Count == 0)
            {
                // No exponential to take at every point.
                Lanes.Multiply(_column, [.. _offset.Select(Math.Exp)], _column);
                Array.Clear(_offset);
            }

            return new(_column, [.. _scales], [.. _slopes.Select(s => (s.Key, s.Value))], _offset,
                new[] { _column, _offset }.Concat(_slopes.Values).All(c => c.All(v => v == c[0])));
        }

        /// <summary>Takes a factor, or with <paramref name="below"/> a divisor; false where it is of another shape.</summary>
        public bool Take(int index, bool below = false)
        {
            var node = model.Nodes[index];
            if (!node.IsFree)
            {
                Lanes.Multiply(_column, below ? Inverse(Known(node)) : Known(node), _column);
                return true;
            }

            switch (node.Operation)
            {
                case Model.Operation.Parameter when !below && !_scales.Contains(node.A) && !_slopes.ContainsKey(node.A):
                    _scales.Add(node.A);
                    return true;
                case Model.Operation.Multiply:
                    return Take(node.A, below) && Take(node.B, below);
                case Model.Operation.Divide:
                    return Take(node.A, below) && Take(node.B, !below);
                case Model.Operation.Negate:
                    Lanes.Multiply(_column, Ones(model, -1), _column);
                    return Take(node.A, below);
                case Model.Operation.Exp:
                    return Exponent(node.A, Ones(model, below ? -1 : 1));
                default:
                    return false;
            }
        }

        // What stands in the exponent, times a factor that is known.
        private bool Exponent(int index, double[] factor)
        {
            var node = model.Nodes[index];
            if (!node.IsFree)
            {
                AddTo(_offset, Times(factor, Known(node)));
                return true;
            }

            switch (node.Operation)
            {
                case Model.Operation.Parameter when !_scales.Contains(node.A):
                    _slopes.TryAdd(node.A, Lanes.New(model.Rows));
                    AddTo(_slopes[node.A], factor);
                    return true;
                case Model.Operation.Add:
                    return Exponent(node.A, factor) && Exponent(node.B, factor);
                case Model.Operation.Subtract:
                    return Exponent(node.A, factor) && Exponent(node.B, Times(factor, Ones(model, -1)));
                case Model.Operation.Negate:
                    return Exponent(node.A, Times(factor, Ones(model, -1)));
                case Model.Operation.Multiply when !model.Nodes[node.B].IsFree:
                    return Exponent(node.A, Times(factor, Known(model.Nodes[node.B])));
                case Model.Operation.Multiply when !model.Nodes[node.A].IsFree:
                    return Exponent(node.B, Times(factor, Known(model.Nodes[node.A])));
                case Model.Operation.Divide when !model.Nodes[node.B].IsFree:
                    return Exponent(node.A, Times(factor, Inverse(Known(model.Nodes[node.B]))));
                default:
                    return false;
            }
        }

        private double[] Known(Model.Node node) => node.Fixed is { } column ? Lanes.Pad(column) : Ones(model, node.Value);

        private static double[] Ones(Model model, double value)
        {
            var column = Lanes.New(model.Rows);
            Array.Fill(column, value);
            return column;
        }

        private static double[] Inverse(double[] column) => [.. column.Select(v => 1 / v)];

        private static double[] Times(double[] a, double[] b)
        {
            var product = new double[a.Length];
            Lanes.Multiply(a, b, product);
            return product;
        }

        private static void AddTo(double[] sum, double[] column)
        {
            for (var row = 0; row < sum.Length; row++)
            {
                sum[row] += column[row];
            }
        }
    }
}
