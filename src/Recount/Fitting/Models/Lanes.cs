using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recount.Fitting.Models;

/// <summary>
/// Rows as the processor takes them: eight doubles at a time. Every column here has a length that is a multiple of that; rows that were added to fill the last
/// eight weigh nothing. The order of additions hangs on the length alone, so sums are the same bits in every run. Loops over rows, and what is called once a
/// step, are compiled in full at their first call: a fit is over before the runtime would have counted enough of them.
/// </summary>
internal static class Lanes
{
    public const int Width = 8;

    public static int Padded(int rows) => (rows + Width - 1) / Width * Width;

    /// <summary>
    /// A column of zeros that begins where a line of the cache does, so that no eight doubles lie across two lines. The allocator moves on by the size of what it
    /// gave, and of the eight places that come up one is right; the others are collected.
    /// </summary>
    public static double[] New(int rows)
    {
        const int line = 64;
        var column = GC.AllocateArray<double>(Padded(rows), pinned: true);
        for (var i = 1; i < Width && Marshal.UnsafeAddrOfPinnedArrayElement(column, 0) % line != 0; i++)
        {
            column = GC.AllocateArray<double>(Padded(rows), pinned: true);
        }

        return column;
    }

    /// <summary>A column in its full length, filled up with its last value or with another one.</summary>
    public static double[] Pad(ReadOnlySpan<double> column, double? filling = null)
    {
        var padded = New(column.Length);
        column.CopyTo(padded);
        padded.AsSpan(column.Length).Fill(filling ?? (column.IsEmpty ? 0 : column[^1]));
        return padded;
    }

    // Every loop ends at the length that all columns of a problem have, so no further check is made here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> At(double[] column, int row) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector512<double> values, double[] column, int row) => values.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)row);

    /// <summary>What lies beyond a limit on either side becomes that limit; NaN too, which no residual that has a loss is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Clamp(Vector512<double> values, Vector512<double> limit) => Vector512.MinNative(Vector512.MaxNative(values, -limit), limit);

    /// <summary>The product of two columns, row by row.</summary>
    public static void Multiply(double[] a, double[] b, double[] result)
    {
        for (var row = 0; row < result.Length; row += Width)
        {
            Put(At(a, row) * At(b, row), result, row);
        }
    }

    /// <summary>a + factor b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double[] a, double factor, double[] b, double[] result)
    {
        var factors = Vector512.Create(factor);
        for (var row = 0; row < result.Length; row += Width)
        {
            Put(At(a, row) + (factors * At(b, row)), result, row);
        }
    }

    /// <summary>The sum of the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double[] a, double[] b)
    {
        // Two sums run side by side, so that one addition need not wait for the one before.
        var (even, odd, row) = (Vector512<double>.Zero, Vector512<double>.Zero, 0);
        for (; row + Width < a.Length; row += 2 * Width)
        {
            even += At(a, row) * At(b, row);
            odd += At(a, row + Width) * At(b, row + Width);
        }

        return Vector512.Sum(row < a.Length ? even + odd + (At(a, row) * At(b, row)) : even + odd);
    }

    /// <summary>The sum of the products of three columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double[] a, double[] b, double[] c)
    {
        var (even, odd, row) = (Vector512<double>.Zero, Vector512<double>.Zero, 0);
        for (; row + Width < a.Length; row += 2 * Width)
        {
            even += At(a, row) * At(b, row) * At(c, row);
            odd += At(a, row + Width) * At(b, row + Width) * At(c, row + Width);
        }

        return Vector512.Sum(row < a.Length ? even + odd + (At(a, row) * At(b, row) * At(c, row)) : even + odd);
    }

    /// <summary>The sum of the products of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double[] a, double[] b, double[] c, double[] d)
    {
        var sum = Vector512<double>.Zero;
        for (var row = 0; row < a.Length; row += Width)
        {
            sum += At(a, row) * At(b, row) * At(c, row) * At(d, row);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>The sums of the products of two columns with each of four others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Dots(double[] a, double[] also, double[] b, double[] c, double[] d, double[] e)
    {
        var (first, second, third, fourth) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var row = 0; row < a.Length; row += Width)
        {
            var one = At(a, row) * At(also, row);
            first += one * At(b, row);
            second += one * At(c, row);
            third += one * At(d, row);
            fourth += one * At(e, row);
        }

        return Vector256.Create(Vector512.Sum(first), Vector512.Sum(second), Vector512.Sum(third), Vector512.Sum(fourth));
    }
}
