import type { TrainingAnalysis } from '../../protocol/results';
import { heldOutError, trainingProgram } from './data';

/** Spark's own alternating least squares: without biases, and λ counts once for each rating. */
export function sparkLeastSquares(analysis: TrainingAnalysis): string {
  return trainingProgram(
    analysis,
    ['import numpy as np', 'from pyspark.ml.recommendation import ALS', 'from pyspark.sql import SparkSession'],
    'spark = SparkSession.builder.appName("factorize").getOrCreate()',
    '',
    '',
    'def frame(rows):',
    '    cells = zip(user[rows].tolist(), item[rows].tolist(), value[rows].tolist())',
    '    return spark.createDataFrame(list(cells), ["user", "item", "rating"])',
    '',
    '',
    'als = ALS(rank=rank, maxIter=iterations, regParam=regularization, seed=seed, userCol="user", itemCol="item")',
    'model = als.fit(frame(kept))',
    'found = model.transform(frame(held)).select("user", "item", "prediction").collect()',
    'by_pair = {(row.user, row.item): row.prediction for row in found}',
    'predicted = np.array([by_pair[pair] for pair in zip(user[held], item[held])])',
    '# Spark has no prediction for a user or an item without any other rating',
    'predicted = np.where(np.isnan(predicted), value[kept].mean(), predicted)',
    heldOutError,
    'spark.stop()',
    '',
  );
}
