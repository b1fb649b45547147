using System.Numerics.Tensors;

namespace Recount.Fitting.Models;

/// <summary>
/// A model at one point after the other: values for all rows, and, backward from a weight for each row, the gradient of their weighted sum (reverse
/// accumulation). Keeps its buffers, so it belongs to one thread.
/// </summary>
public sealed class Adjoint
{
    private readonly Model _model;
    private readonly double[][] _values;
    private readonly double[][] _adjoints;
    private readonly double[] _scratch;

    // Whether a node has any adjoint yet: the first one is written, not added.
    private readonly bool[] _touched;

    public Adjoint(Model model)
    {
        _model = model;
        _scratch = new double[model.Rows];
        _values = [.. model.Nodes.Select(n => n.Fixed ?? (n.Operation == Model.Operation.Constant ? [n.Value] : new double[n.IsVector ? model.Rows : 1]))];
        _touched = new bool[model.Nodes.Count];
        _adjoints = [.. model.Nodes.Select(n => n.IsFree ? new double[n.IsVector ? model.Rows : 1] : [])];
    }

    /// <summary>The model's values, one per row; overwritten by the next call.</summary>
    public ReadOnlySpan<double> At(ReadOnlySpan<double> parameters)
    {
        var nodes = _model.Nodes;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (!node.IsFree)
            {
                continue;
            }

            if (node.Operation == Model.Operation.Parameter)
            {
                _values[i][0] = parameters[node.A];
            }
            else
            {
                Kernel.Apply(node.Operation, _values[node.A], node.B < 0 ? [] : _values[node.B], _values[i]);
            }
        }

        var output = _values[_model.Output];
        if (output.Length < _model.Rows)
        {
            _scratch.AsSpan().Fill(output[0]);
            return _scratch;
        }

        return output;
    }

    /// <summary>The gradient of the sum of the values, each times its weight, at the point of the last <see cref="At"/>.</summary>
    public void Gradient(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        var nodes = _model.Nodes;
        gradient.Clear();
        if (!nodes[_model.Output].IsFree)
        {
            return;
        }

        _touched.AsSpan().Clear();
        Deposit(_model.Output, weights, 1);
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (!node.IsFree || !_touched[i])
            {
                continue;
            }

            if (node.Operation == Model.Operation.Parameter)
            {
                gradient[node.A] += _adjoints[i][0];
            }
            else
            {
                Backward(node, _adjoints[i], _values[i]);
            }
        }
    }

    private void Backward(Model.Node node, double[] adjoint, double[] value)
    {
        var (a, b) = (_values[node.A], node.B < 0 ? [] : _values[node.B]);
        var scratch = _scratch.AsSpan(0, adjoint.Length);
        switch (node.Operation)
        {
            case Model.Operation.Add:
                Deposit(node.A, adjoint, 1);
                Deposit(node.B, adjoint, 1);
                break;
            case Model.Operation.Subtract:
                Deposit(node.A, adjoint, 1);
                Deposit(node.B, adjoint, -1);
                break;
            case Model.Operation.Multiply:
                Chain(node.A, adjoint, b, scratch);
                Chain(node.B, adjoint, a, scratch);
                break;
            case Model.Operation.Divide:
                Kernel.Apply(Model.Operation.Divide, adjoint, b, scratch);
                Deposit(node.A, scratch, 1);
                if (_model.Nodes[node.B].IsFree)
                {
                    TensorPrimitives.Multiply(scratch, value, scratch);
                    Deposit(node.B, scratch, -1);
                }

                break;
            case Model.Operation.Negate:
                Deposit(node.A, adjoint, -1);
                break;
            case Model.Operation.Exp:
                Chain(node.A, adjoint, value, scratch);
                break;
            case Model.Operation.Expm1:
                TensorPrimitives.Add(value, 1, scratch);
                TensorPrimitives.Multiply(adjoint, scratch, scratch);
                Deposit(node.A, scratch, 1);
                break;
            case Model.Operation.Ln:
                TensorPrimitives.Divide(adjoint, a, scratch);
                Deposit(node.A, scratch, 1);
                break;
            case Model.Operation.Sqrt:
                TensorPrimitives.Divide(adjoint, value, scratch);
                Deposit(node.A, scratch, 0.5);
                break;
            case Model.Operation.Abs:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = a[i] < 0 ? -adjoint[i] : adjoint[i];
                }

                Deposit(node.A, scratch, 1);
                break;
            case Model.Operation.Min or Model.Operation.Max:
                Extreme(node, adjoint, value, a, scratch);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.Operation.ToString());
        }
    }

    // Each row's weight goes to the operand that is the extreme one.
    private void Extreme(Model.Node node, double[] adjoint, double[] value, double[] a, Span<double> scratch)
    {
        for (var i = 0; i < scratch.Length; i++)
        {
            scratch[i] = a[a.Length == 1 ? 0 : i] == value[i] ? adjoint[i] : 0;
        }

        Deposit(node.A, scratch, 1);
        TensorPrimitives.Subtract(adjoint, scratch, scratch);
        Deposit(node.B, scratch, 1);
    }

    private void Chain(int operand, double[] adjoint, double[] factor, Span<double> scratch)
    {
        if (!_model.Nodes[operand].IsFree)
        {
            return;
        }

        // One number for all rows needs the sum of the products only.
        if (_adjoints[operand].Length == 1 && factor.Length == adjoint.Length)
        {
            One(operand, TensorPrimitives.Dot(adjoint, factor));
            return;
        }

        Kernel.Apply(Model.Operation.Multiply, adjoint, factor, scratch);
        Deposit(operand, scratch, 1);
    }

    private void Deposit(int operand, ReadOnlySpan<double> weights, double sign)
    {
        var into = _adjoints[operand];
        if (into.Length == 0)
        {
            return;
        }

        if (into.Length < weights.Length)
        {
            One(operand, sign * TensorPrimitives.Sum(weights));
        }
        else if (_touched[operand])
        {
            TensorPrimitives.MultiplyAdd(weights, sign, into, into);
        }
        else if (sign == 1)
        {
            weights.CopyTo(into);
        }
        else
        {
            TensorPrimitives.Multiply(weights, sign, into);
        }

        _touched[operand] = true;
    }

    private void One(int operand, double weight)
    {
        _adjoints[operand][0] = (_touched[operand] ? _adjoints[operand][0] : 0) + weight;
        _touched[operand] = true;
    }
}
