using Microsoft.ML.OnnxRuntime;

namespace Recount.Evaluation.Models;

/// <summary>Keys and values of the tokens of one batch, as the runtime gave them and where it left them: on the device.</summary>
public sealed class Cache : IDisposable
{
    private readonly IReadOnlyList<OrtValue> _values;

    internal Cache(IReadOnlyList<OrtValue> values, int rows, int length, byte[] mask) => (_values, Rows, Length, Mask) = (values, rows, length, mask);

    public int Rows { get; }

    /// <summary>Positions of each row, padding included.</summary>
    public int Length { get; }

    /// <summary>[rows, length]: 1 where a position holds a token.</summary>
    internal byte[] Mask { get; }

    /// <summary>One tensor for each of the layout's, in its order.</summary>
    internal IReadOnlyList<OrtValue> Values => _values;

    internal ReadOnlySpan<byte> MaskOf(int row) => Mask.AsSpan(row * Length, Length);

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }
}
