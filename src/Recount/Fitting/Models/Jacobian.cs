using System.Numerics.Tensors;

namespace Recount.Fitting.Models;

/// <summary>
/// A model's values with their derivative in each parameter, row by row (forward accumulation: one pass per parameter over the operations that hang on it).
/// For fits of squares, which need each row's own slope. Keeps its buffers, so it belongs to one thread.
/// </summary>
public sealed class Jacobian
{
    private readonly Model _model;
    private readonly double[][] _values;
    private readonly double[][] _tangents;
    private readonly double[] _scratch;

    // Whether a node hangs on the parameter of the present pass.
    private readonly bool[] _moves;

    public Jacobian(Model model)
    {
        _model = model;
        _values = [.. model.Nodes.Select(n => n.Fixed ?? (n.Operation == Model.Operation.Constant ? [n.Value] : new double[Length(n)]))];
        _tangents = [.. model.Nodes.Select(n => n.IsFree ? new double[Length(n)] : [])];
        (_scratch, _moves) = (new double[model.Rows], new bool[model.Nodes.Count]);
    }

    /// <summary>The model's values, one per row.</summary>
    public void At(ReadOnlySpan<double> parameters, Span<double> values)
    {
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            var node = _model.Nodes[i];
            if (node.Operation == Model.Operation.Parameter)
            {
                _values[i][0] = parameters[node.A];
            }
            else if (node.IsFree)
            {
                Kernel.Apply(node.Operation, _values[node.A], node.B < 0 ? [] : _values[node.B], _values[i]);
            }
        }

        Spread(_values[_model.Output], values);
    }

    /// <summary>The derivative of each row's value in one parameter, at the point of the last <see cref="At"/>.</summary>
    public void Column(int parameter, Span<double> slopes)
    {
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            var node = _model.Nodes[i];
            if (node.Operation == Model.Operation.Parameter)
            {
                (_moves[i], _tangents[i][0]) = (node.A == parameter, 1);
            }
            else
            {
                _moves[i] = node.IsFree && (_moves[node.A] || (node.B >= 0 && _moves[node.B]));
                if (_moves[i])
                {
                    Forward(node, _values[i], _tangents[i]);
                }
            }
        }

        if (_moves[_model.Output])
        {
            Spread(_tangents[_model.Output], slopes);
        }
        else
        {
            slopes.Clear();
        }
    }

    private void Forward(Model.Node node, double[] value, double[] into)
    {
        var (a, b) = (_values[node.A], node.B < 0 ? [] : _values[node.B]);
        var (first, second) = (_moves[node.A] ? _tangents[node.A] : null, node.B >= 0 && _moves[node.B] ? _tangents[node.B] : null);
        switch (node.Operation)
        {
            case Model.Operation.Add or Model.Operation.Subtract when first is not null && second is not null:
                Kernel.Apply(node.Operation, first, second, into);
                break;
            case Model.Operation.Add:
                Spread((first ?? second)!, into);
                break;
            case Model.Operation.Subtract when first is not null:
                Spread(first, into);
                break;
            case Model.Operation.Subtract or Model.Operation.Negate:
                Spread((first ?? second)!, into);
                TensorPrimitives.Negate(into, into);
                break;
            case Model.Operation.Multiply:
                Product(first, b, second, a, into);
                break;
            case Model.Operation.Divide:
                Quotient(first, value, second, b, into);
                break;
            case Model.Operation.Exp:
                TensorPrimitives.Multiply(value, first, into);
                break;
            case Model.Operation.Expm1:
                TensorPrimitives.Add(value, 1, into);
                TensorPrimitives.Multiply(into, first, into);
                break;
            case Model.Operation.Ln:
                TensorPrimitives.Divide(first, a, into);
                break;
            case Model.Operation.Sqrt:
                TensorPrimitives.Divide(first, value, into);
                TensorPrimitives.Multiply(into, 0.5, into);
                break;
            case Model.Operation.Abs:
                for (var i = 0; i < into.Length; i++)
                {
                    into[i] = a[i] < 0 ? -first![i] : first![i];
                }

                break;
            case Model.Operation.Min or Model.Operation.Max:
                // Each row follows the operand that is the extreme one.
                for (var i = 0; i < into.Length; i++)
                {
                    var tangent = Row(a, i) == value[i] ? first : second;
                    into[i] = tangent is null ? 0 : Row(tangent, i);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.Operation.ToString());
        }
    }

    // a' b + b' a.
    private void Product(double[]? first, double[] b, double[]? second, double[] a, double[] into)
    {
        if (first is null)
        {
            Kernel.Apply(Model.Operation.Multiply, second, a, into);
            return;
        }

        Kernel.Apply(Model.Operation.Multiply, first, b, into);
        if (second is not null)
        {
            var scratch = _scratch.AsSpan(0, into.Length);
            Kernel.Apply(Model.Operation.Multiply, second, a, scratch);
            TensorPrimitives.Add(into, scratch, into);
        }
    }

    // (a' - q b') / b.
    private void Quotient(double[]? first, double[] quotient, double[]? second, double[] b, double[] into)
    {
        if (second is null)
        {
            Kernel.Apply(Model.Operation.Divide, first, b, into);
            return;
        }

        var scratch = _scratch.AsSpan(0, into.Length);
        Kernel.Apply(Model.Operation.Multiply, second, quotient, scratch);
        if (first is null)
        {
            TensorPrimitives.Negate(scratch, scratch);
        }
        else
        {
            Kernel.Apply(Model.Operation.Subtract, first, scratch, scratch);
        }

        Kernel.Apply(Model.Operation.Divide, scratch, b, into);
    }

    private int Length(Model.Node node) => node.IsVector ? _model.Rows : 1;

    private static double Row(double[] values, int row) => values[values.Length == 1 ? 0 : row];

    private static void Spread(double[] values, Span<double> rows)
    {
        if (values.Length == 1)
        {
            rows.Fill(values[0]);
        }
        else
        {
            values.CopyTo(rows);
        }
    }
}
