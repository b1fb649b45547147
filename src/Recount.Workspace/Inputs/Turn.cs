using System.Security.Cryptography;
using System.Text;

namespace Recount.Workspace.Inputs;

/// <summary>
/// One process at a time, for as long as it is not disposed: an exclusive hold on an empty file, which the system ends with the process. The file
/// stays, since a name that goes while another process waits for it would let two in.
/// </summary>
internal sealed class Turn : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // EWOULDBLOCK of Linux and of the BSDs, a sharing violation and a lock violation of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _hold;

    private Turn(FileStream hold) => _hold = hold;

    /// <summary>A short name for a file about something with a long one.</summary>
    public static string NameOf(string thing) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(thing)))[..32];

    /// <summary>Waits until no other process holds the file.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static async Task<Turn> Take(string path, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when (Held.Contains(e.HResult))
            {
                await Task.Delay(Pause, stop).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _hold.Dispose();
}
