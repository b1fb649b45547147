using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Recount.Evaluation.Models;

/// <summary>
/// The thread that all sessions are started and run on. The runtime flushes denormal numbers to zero on its own threads and, once in a process, on the one that
/// starts the first session; so there is one such thread, and no other arithmetic of the program is touched.
/// </summary>
internal static class Lane
{
    private static readonly BlockingCollection<Action> Work = [];

    static Lane() => new Thread(() =>
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    })
    { IsBackground = true, Name = "Sessions" }.Start();

    /// <summary>Does something on the thread, and waits for it.</summary>
    public static T Do<T>(Func<T> work)
    {
        var (result, failure) = (default(T), default(ExceptionDispatchInfo));
        using var done = new ManualResetEventSlim();
        Work.Add(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        failure?.Throw();
        return result!;
    }
}
