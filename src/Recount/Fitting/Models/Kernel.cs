using System.Numerics.Tensors;

namespace Recount.Fitting.Models;

/// <summary>Single operations over rows; an operand of one number stands for every row.</summary>
internal static class Kernel
{
    public static void Apply(Model.Operation operation, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        switch (operation)
        {
            case Model.Operation.Add when a.Length < result.Length:
                TensorPrimitives.Add(b, a[0], result);
                break;
            case Model.Operation.Add when b.Length < result.Length:
                TensorPrimitives.Add(a, b[0], result);
                break;
            case Model.Operation.Add:
                TensorPrimitives.Add(a, b, result);
                break;
            case Model.Operation.Subtract when a.Length < result.Length:
                TensorPrimitives.Subtract(a[0], b, result);
                break;
            case Model.Operation.Subtract when b.Length < result.Length:
                TensorPrimitives.Subtract(a, b[0], result);
                break;
            case Model.Operation.Subtract:
                TensorPrimitives.Subtract(a, b, result);
                break;
            case Model.Operation.Multiply when a.Length < result.Length:
                TensorPrimitives.Multiply(b, a[0], result);
                break;
            case Model.Operation.Multiply when b.Length < result.Length:
                TensorPrimitives.Multiply(a, b[0], result);
                break;
            case Model.Operation.Multiply:
                TensorPrimitives.Multiply(a, b, result);
                break;
            case Model.Operation.Divide when a.Length < result.Length:
                TensorPrimitives.Divide(a[0], b, result);
                break;
            case Model.Operation.Divide when b.Length < result.Length:
                TensorPrimitives.Divide(a, b[0], result);
                break;
            case Model.Operation.Divide:
                TensorPrimitives.Divide(a, b, result);
                break;
            case Model.Operation.Min when a.Length < result.Length:
                TensorPrimitives.Min(b, a[0], result);
                break;
            case Model.Operation.Min when b.Length < result.Length:
                TensorPrimitives.Min(a, b[0], result);
                break;
            case Model.Operation.Min:
                TensorPrimitives.Min(a, b, result);
                break;
            case Model.Operation.Max when a.Length < result.Length:
                TensorPrimitives.Max(b, a[0], result);
                break;
            case Model.Operation.Max when b.Length < result.Length:
                TensorPrimitives.Max(a, b[0], result);
                break;
            case Model.Operation.Max:
                TensorPrimitives.Max(a, b, result);
                break;
            case Model.Operation.Negate:
                TensorPrimitives.Negate(a, result);
                break;
            case Model.Operation.Exp:
                TensorPrimitives.Exp(a, result);
                break;
            case Model.Operation.Expm1:
                for (var i = 0; i < a.Length; i++)
                {
                    result[i] = Expm1(a[i]);
                }

                break;
            case Model.Operation.Ln:
                TensorPrimitives.Log(a, result);
                break;
            case Model.Operation.Sqrt:
                TensorPrimitives.Sqrt(a, result);
                break;
            case Model.Operation.Abs:
                TensorPrimitives.Abs(a, result);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(operation.ToString());
        }
    }

    // Kahan: what rounding took from exp(x) it took from its logarithm too. (double.ExpM1 subtracts.)
    private static double Expm1(double x)
    {
        var e = Math.Exp(x);
        return e == 1 ? x : e - 1 == -1 ? -1 : double.IsInfinity(e) ? e : (e - 1) * x / Math.Log(e);
    }
}
